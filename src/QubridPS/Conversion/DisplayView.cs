namespace QubridPS.Conversion;

/// <summary>Represents the view that the console displays the objects of a type with: columns of a table or items of a list.</summary>
internal sealed class DisplayView(IReadOnlyList<DisplayRow> rows, DisplayGroup? group)
{
    private readonly DisplayRow _default = rows.FirstOrDefault(row => row.IsDefault) ?? rows[0];

    /// <summary>Gets the group that a heading shows above its objects; null if there is none, or if a column shows it too.</summary>
    internal DisplayGroup? Group { get; } = rows.Any(row => row.Columns.Any(column => column.Name == group?.Name)) ? null : group;

    /// <summary>Gets the names of all properties that the values are made of.</summary>
    internal IEnumerable<string> UsedProperties =>
        rows.SelectMany(row => row.Columns).SelectMany(column => column.Expression.UsedProperties.Append(column.Name));

    /// <summary>Gets the names of all columns.</summary>
    internal IEnumerable<string> ColumnNames => rows.SelectMany(row => row.Columns).Select(column => column.Name);

    /// <summary>Adds the value of the column with a name, if the object has it. Ignores case.</summary>
    internal void AddColumn(List<KeyValuePair<string, object?>> fields, PSObject source, string name)
    {
        var column = FindRow(source).Columns.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (column is not null && column.TryRead(source, out var value))
        {
            fields.Add(new(column.Name, value));
        }
    }

    /// <summary>Adds the names and values of an object.</summary>
    internal void AddTo(List<KeyValuePair<string, object?>> fields, PSObject source)
    {
        foreach (var column in FindRow(source).Columns)
        {
            if (column.TryRead(source, out var value))
            {
                fields.Add(new(column.Name, value));
            }
        }
    }

    private DisplayRow FindRow(PSObject source) =>
        rows.Count == 1 ? _default : rows.FirstOrDefault(candidate => candidate.AppliesTo(source)) ?? _default;
}
