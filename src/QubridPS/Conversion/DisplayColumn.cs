using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>
/// Represents a column of a view. A view formats values for people; where the object has the value itself, such as a date, that is read
/// instead, so that the text depends neither on the culture nor on the colors of the console.
/// </summary>
/// <param name="Name">The label, or a name made from the expression if the column has no label.</param>
/// <param name="Expression">The source of the value.</param>
/// <param name="Condition">The condition for objects that have the column; null for all.</param>
internal sealed record DisplayColumn(string Name, DisplayExpression Expression, DisplayExpression? Condition)
{
    // Labels such as WS(M) are not names of properties, and looking up a property that does not exist takes time.
    private readonly bool _canBeProperty = Name.All(character => char.IsLetterOrDigit(character) || character == '_');

    /// <summary>Reads the value for an object. Returns false if the object does not have it, for example the length of a folder.</summary>
    internal bool TryRead(PSObject source, out object? value)
    {
        value = null;
        if (Condition?.IsTrue(source) == false)
        {
            return false;
        }

        return Expression.Property is { } name ? TryReadProperty(source, name, out value) : TryRunScript(source, out value);
    }

    // Properties such as NameString and LengthString are the decorated text of the properties Name and Length.
    private bool TryReadProperty(PSObject source, string name, out object? value)
    {
        value = null;
        var isDecorated = name.Length > Name.Length && name.StartsWith(Name, StringComparison.OrdinalIgnoreCase);
        if (((isDecorated ? source.Properties[Name] : null) ?? source.Properties[name]) is not { } property)
        {
            return false;
        }

        value = RemoveEscapeSequences(PSObjectReader.Read(property));
        return !isDecorated || value is not "";
    }

    private bool TryRunScript(PSObject source, out object? value)
    {
        var original = _canBeProperty && source.Properties[Name] is { } property ? PSObjectReader.Read(property) : null;
        if (original is DateTime or DateTimeOffset or TimeSpan)
        {
            value = original;
            return true;
        }

        value = RemoveEscapeSequences(Expression.Script!.Run(source));
        if (value is string text)
        {
            value = original is string whole && IsShortened(text, whole) ? whole
                : Expression.Script.FormatsNumber ? FormattedNumber.TryParse(text) ?? value
                : value;
        }

        return true;
    }

    private static object? RemoveEscapeSequences(object? value) =>
        PSObjectReader.Unwrap(value) is string text ? EscapeSequences.Remove(text) : value;

    // A view can show the beginning of a long text only.
    private static bool IsShortened(string text, string whole)
    {
        var beginning = text.TrimEnd('.', '\u2026', ' ', '\r', '\n');
        return beginning.Length > 0 && beginning.Length < text.Length && beginning.Length < whole.Length
            && whole.StartsWith(beginning, StringComparison.Ordinal);
    }
}
