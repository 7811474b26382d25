using System.Text;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Represents the error that a service or a gateway reports, in any of the known formats.</summary>
internal sealed record ApiError
{
    private const int MaxLength = 500;
    private const int MaxRead = 64 * 1024;

    internal string? Message { get; init; }

    internal string? Type { get; init; }

    internal string? Code { get; init; }

    /// <summary>Gets the HTTP status that the error contains; null if there is none.</summary>
    internal int? Status { get; init; }

    /// <summary>Gets the delay that the error requests before a retry; null if there is none.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Parses the body of an error response. Never throws; an empty body has no message.</summary>
    internal static ApiError Parse(ReadOnlySpan<byte> body)
    {
        var error = ErrorReader.Read(ErrorBody.Read(body)) ?? new ApiError();
        return error is { Message: null, Type: null, Code: null } ? error with { Message = GetText(body) } : error;
    }

    /// <summary>Returns the error that a chunk, or a body with a successful status, reports; null if there is none. A notice is an error only if no completion follows.</summary>
    internal static ApiError? ParseResponse(ReadOnlySpan<byte> json, out bool isNotice)
    {
        var value = ErrorBody.ReadJson(ContentSniffer.TrimByteOrderMark(json));
        var error = ErrorReader.ReadResponse(value, out isNotice);
        return error is null && IsUnreadable(value) ? new ApiError { Message = GetText(json) } : error;
    }

    /// <summary>Returns a copy for messages: control characters and the key are removed, then the text is truncated. In this order no part of the key can remain.</summary>
    internal ApiError ToSanitized(ApiKey key) => this with
    {
        Message = Sanitize(Message, key),
        Type = Sanitize(Type, key),
        Code = Sanitize(Code, key),
    };

    // "error" has a value without a known message, so all of it is displayed.
    private static bool IsUnreadable(object? value) =>
        value is IReadOnlyDictionary<string, object?> fields && !ErrorFields.IsEmpty(new ErrorFields(fields).Find("error"));

    private static string? GetText(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(ContentSniffer.TrimByteOrderMark(body).ToArray()).Trim();
        return text.Length == 0 ? null : text;
    }

    // The service, the connection or a limit of this client may have cut the text in the middle of the key.
    private static string? Sanitize(string? text, ApiKey key) => text is null ? null
        : TextExcerpt.Truncate(key.CreateRedactor().RedactCut(TerminalSanitizer.Sanitize(text.Length <= MaxRead ? text : text.Substring(0, MaxRead))), MaxLength);
}
