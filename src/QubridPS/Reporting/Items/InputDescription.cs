using System.Collections;
using QubridPS.Common;

namespace QubridPS.Reporting;

/// <summary>Describes the object from which a request was created, in a few words.</summary>
internal static class InputDescription
{
    private const int MaxProperties = 4;

    // The text of a request is shown only if nothing else describes the object.
    private static readonly string[] s_textProperties = ["Prompt", "System", "Message", "Content", "Text"];

    /// <summary>Returns the description, or null if there is no object.</summary>
    internal static string? Describe(object? input)
    {
        if (input is null)
        {
            return null;
        }

        var source = PSObject.AsPSObject(input);
        var description = source.BaseObject is IDictionary or PSCustomObject ? DescribeProperties(source) : null;
        return description
            ?? (source.BaseObject is IList list and not IDictionary ? ReportFormat.Count(list.Count, "object")
            : LanguagePrimitives.TryConvertTo<string>(source, out var text) ? text
            : InvariantText.From(source.BaseObject));
    }

    private static string? DescribeProperties(PSObject source)
    {
        var properties = EnumerateProperties(source).Where(property => property.Value.Length > 0).ToList();
        var selected = properties.Where(property => !s_textProperties.Contains(property.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        selected = [.. (selected.Count > 0 ? selected : properties).Take(MaxProperties)];
        return selected.Count == 0 ? null
            : selected.Count == 1 ? selected[0].Value
            : string.Join(", ", selected.Select(property => $"{property.Name}={property.Value}"));
    }

    private static IEnumerable<(string Name, string Value)> EnumerateProperties(PSObject source) => source.BaseObject is IDictionary dictionary
        ? dictionary.Cast<DictionaryEntry>().Select(entry => (InvariantText.From(entry.Key) ?? "", ToText(PSObjectReader.Unwrap(entry.Value))))
        : source.Properties.Select(property => (property.Name, ToText(PSObjectReader.Read(property))));

    private static string ToText(object? value) => value switch
    {
        string text => Html.ToLine(text, ReportItemReader.MaxInputLength),
        DateTime time => time.ToString("s", System.Globalization.CultureInfo.InvariantCulture),
        null or (IEnumerable and not string) or PSObject => "",
        _ => InvariantText.From(value) ?? "",
    };
}
