using System.Collections;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Reads the Image property of an input object with its own prompt: paths, http(s) URLs, data URIs, files, or the bytes of an image.</summary>
internal static class RowImages
{
    private const string Column = "Image";

    internal static string[] Read(PSObject row, SessionState session)
    {
        try
        {
            return ImageReader.Read(GetImages(row), session);
        }
        catch (QubridInputException error)
        {
            throw error.ForItem(PSObjectReader.Unwrap(row));
        }
    }

    private static List<string> GetImages(PSObject row) => PSObjectReader.GetValue(row, Column) switch
    {
        null => [],
        byte[] bytes => [ToImage(bytes, row)],
        IEnumerable elements and not string and not IDictionary => [.. elements.Cast<object?>().Select(element => ToImage(PSObjectReader.Unwrap(element), row)).Where(IsSpecified)],
        var single => new[] { ToImage(single, row) }.Where(IsSpecified).ToList(),
    };

    private static string ToImage(object? value, PSObject row) => value switch
    {
        null or DBNull => "",
        string or Uri => value.ToString()!.Trim(),
        FileInfo file => file.FullName,
        byte[] bytes when ImageMediaType.Detect(bytes) is { } mediaType => $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}",
        _ => throw DataErrors.RowValueInvalid(Column, value, "a path, an http(s) URL, a data URI, or the bytes of a PNG, JPEG, GIF or WebP image", row),
    };

    private static bool IsSpecified(string image) => image.Length > 0;
}
