using System.Collections;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Reads the images that a row of prompts names in its Image column: paths, http(s) URLs, data URIs, files, or the bytes of an image.</summary>
internal static class RowImages
{
    private const string Column = "Image";

    internal static string[] Read(PSObject row, SessionState session)
    {
        try
        {
            return ImageReader.Read(Names(row), session);
        }
        catch (QubridInputException error)
        {
            throw error.ForItem(PSObjectReader.Unwrap(row));
        }
    }

    private static List<string> Names(PSObject row) => PSObjectReader.GetValue(row, Column) switch
    {
        null => [],
        byte[] bytes => [Name(bytes, row)],
        IEnumerable many and not string and not IDictionary => [.. many.Cast<object?>().Select(one => Name(PSObjectReader.Unwrap(one), row)).Where(IsGiven)],
        var one => new[] { Name(one, row) }.Where(IsGiven).ToList(),
    };

    private static string Name(object? value, PSObject row) => value switch
    {
        null or DBNull => "",
        string or Uri => value.ToString()!.Trim(),
        FileInfo file => file.FullName,
        byte[] bytes when ImageMediaType.Detect(bytes) is { } mediaType => $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}",
        _ => throw InputErrors.RowValueInvalid(Column, value, "a path, an http(s) URL, a data URI, or the bytes of a PNG, JPEG, GIF or WebP image", row),
    };

    private static bool IsGiven(string name) => name.Length > 0;
}
