using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>Represents what a view shows in a heading above objects that have it in common, for example the directory of files.</summary>
/// <param name="Name">The label, or a name made from the expression if the heading has no label.</param>
/// <param name="Expression">The source of the value.</param>
internal sealed record DisplayGroup(string Name, DisplayExpression Expression)
{
    private const string ParentPath = "PSParentPath";
    private const string ProviderSeparator = "::";

    /// <summary>Creates the group of a view, or null if its objects are not grouped.</summary>
    internal static DisplayGroup? Create(PSControlGroupBy? groupBy)
    {
        if (groupBy?.Expression is not { Value: not null } entry)
        {
            return null;
        }

        var expression = new DisplayExpression(entry);
        var name = !string.IsNullOrWhiteSpace(groupBy.Label) ? groupBy.Label.Trim()
            : expression.Property == ParentPath ? "Directory"
            : expression.UsedProperties.FirstOrDefault() ?? "Group";
        return new DisplayGroup(name, expression);
    }

    /// <summary>Returns the text of an object's group. A path is returned without the name of its provider.</summary>
    internal string Read(PSObject source)
    {
        var text = EscapeSequences.Remove(InvariantText.From(PSObjectReader.Unwrap(Expression.Evaluate(source))) ?? "");
        var separator = Expression.Property == ParentPath ? text.IndexOf(ProviderSeparator, StringComparison.Ordinal) : -1;
        return separator < 0 ? text : text.Substring(separator + ProviderSeparator.Length);
    }
}
