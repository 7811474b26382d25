namespace QubridPS.Errors;

/// <summary>Formats values for error messages.</summary>
internal static class ErrorText
{
    private const int MaxLength = 200;
    private const int ShortenedLength = 40;

    /// <summary>Returns the name of the .NET type of a value, or "null".</summary>
    internal static string GetTypeName(object? value) =>
        value is null ? "null" : PSObject.AsPSObject(value).BaseObject.GetType().Name;

    /// <summary>Returns the beginning of a text that is too long for a message, such as a data URI.</summary>
    internal static string Shorten(string text) => text.Length > MaxLength ? text.Substring(0, ShortenedLength) + "..." : text;
}
