namespace QubridPS.Conversion;

/// <summary>Creates views from the format data of PowerShell.</summary>
internal static class DisplayViewFactory
{
    /// <summary>Creates the view of a table or a list; returns null for other shapes, which have no columns.</summary>
    internal static DisplayView? Create(PSControl control)
    {
        var rows = control switch
        {
            TableControl table => table.Rows.Select(row => CreateRow(
                row.Columns.Select((column, index) => CreateColumn(table, column, index)), row.SelectedBy)),
            ListControl list => list.Entries.Select(entry => CreateRow(entry.Items.Select(CreateColumn), entry.EntrySelectedBy)),
            _ => [],
        };
        var usedRows = rows.Where(row => row.Columns.Count > 0).ToList();
        return usedRows.Count == 0 ? null : new DisplayView(usedRows, DisplayGroup.Create(control.GroupBy));
    }

    private static DisplayRow CreateRow(IEnumerable<DisplayColumn> columns, EntrySelectedBy? selectedBy) => new(
        MakeUnique(columns),
        selectedBy?.TypeNames ?? [],
        [.. (selectedBy?.SelectionCondition ?? []).Select(condition => new DisplayExpression(condition))]);

    private static DisplayColumn CreateColumn(TableControl table, TableControlColumn column, int index) =>
        CreateColumn(index < table.Headers.Count ? table.Headers[index].Label : null, column.DisplayEntry, index, condition: null);

    private static DisplayColumn CreateColumn(ListControlEntryItem item, int index) =>
        CreateColumn(item.Label, item.DisplayEntry, index, item.ItemSelectionCondition);

    private static DisplayColumn CreateColumn(string? label, DisplayEntry entry, int index, DisplayEntry? condition)
    {
        var expression = new DisplayExpression(entry);
        var name = string.IsNullOrWhiteSpace(label) ? GetName(expression, index) : label!.Trim();
        return new DisplayColumn(name, expression, condition is null ? null : new DisplayExpression(condition));
    }

    private static string GetName(DisplayExpression expression, int index) =>
        expression.UsedProperties.Take(2).ToArray() is [var property] ? property : $"Column{index + 1}";

    // Two columns with the same name would be one property in JSON.
    private static List<DisplayColumn> MakeUnique(IEnumerable<DisplayColumn> columns)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. columns.Select(column =>
        {
            var name = column.Name;
            for (var number = 2; !names.Add(name); number++)
            {
                name = $"{column.Name} ({number})";
            }

            return column with { Name = name };
        })];
    }
}
