using System.Collections;
using System.Globalization;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>
/// Reads the content of a message that was serialized. ConvertTo-Json replaces objects below its depth by their text; such a message is rejected.
/// </summary>
internal static class MessageContentReader
{
    // As ConvertFrom-Json recognizes times.
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    /// <summary>Reads the content: a text, or JSON content parts ({type: text, text} and {type: image_url, image_url: {url}}).</summary>
    internal static (string? Text, List<string> Images) Read(PSObject source)
    {
        var content = PSObjectReader.GetValue(source, "Content");
        if (content is not IEnumerable || content is string or IDictionary)
        {
            // ConvertFrom-Json converts a text that is a time.
            return (content is DateTime time ? time.ToString(TimeFormat, CultureInfo.InvariantCulture) : InvariantText.From(content), []);
        }

        var texts = new List<string>();
        var images = new List<string>();
        foreach (var part in Enumerate(content).Select(PSObject.AsPSObject))
        {
            if (PSObjectReader.GetValue(part!, "image_url") is { } image)
            {
                images.Add(RequireComplete(PSObjectReader.GetString(PSObject.AsPSObject(image), "url") ?? image.ToString()!, "An image", source));
            }
            else
            {
                texts.Add(PSObjectReader.GetString(part!, "text") ?? RequireComplete(InvariantText.From(part)!, "The content", source));
            }
        }

        return (string.Join("\n", texts), images);
    }

    /// <summary>Reads the images of a ChatMessage. No URL contains white space, but a list that was replaced by its text does.</summary>
    internal static IEnumerable<string> ReadImages(PSObject source) => Enumerate(PSObjectReader.GetValue(source, "Images")).Select(image =>
        InvariantText.From(image) is { } url && !url.Any(char.IsWhiteSpace) ? RequireComplete(url, "An image", source) : throw MessageErrors.CutByJson("The list of images", source));

    /// <summary>Returns the elements of a list. An empty text is an empty list that was replaced by its text.</summary>
    internal static IEnumerable<object?> Enumerate(object? value) => value switch
    {
        null or "" => [],
        string text => [text],
        IDictionary dictionary => [dictionary],
        IEnumerable items => items.Cast<object?>().Where(element => element is not null),
        _ => [value],
    };

    private static string RequireComplete(string text, string name, PSObject source) =>
        text.StartsWith("@{", StringComparison.Ordinal) || text is "System.Collections.Hashtable" or "System.Object[]" ? throw MessageErrors.CutByJson(name, source) : text;
}
