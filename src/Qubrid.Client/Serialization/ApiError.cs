using System.Text;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>What a service or a gateway says went wrong, in whatever form it says so.</summary>
internal sealed record ApiError
{
    private const int MaxLength = 500;
    private const int MaxRead = 64 * 1024;

    internal string? Message { get; init; }

    internal string? Type { get; init; }

    internal string? Code { get; init; }

    /// <summary>Gets the HTTP status that the error states for itself; null where it states none.</summary>
    internal int? Status { get; init; }

    /// <summary>Gets the wait that the error asks for; null where it asks for none.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>An error body. Never throws; an empty body has no message.</summary>
    internal static ApiError Parse(ReadOnlySpan<byte> body)
    {
        var error = ErrorReader.Read(ErrorBody.Read(body)) ?? new ApiError();
        return error is { Message: null, Type: null, Code: null } ? error with { Message = Text(body) } : error;
    }

    /// <summary>Returns the error that a chunk or a body with a good status reports; null where it reports none. A notice is an error only where no answer follows.</summary>
    internal static ApiError? ParseResponse(ReadOnlySpan<byte> json, out bool isNotice)
    {
        var value = ErrorBody.ReadJson(ContentSniffer.TrimByteOrderMark(json));
        var error = ErrorReader.ReadResponse(value, out isNotice);
        return error is null && IsUnreadable(value) ? new ApiError { Message = Text(json) } : error;
    }

    /// <summary>The same, fit to be shown: no control characters, no key, and not too long. In this order, or a part of the key could be left.</summary>
    internal ApiError ToSanitized(ApiKey key) => this with
    {
        Message = ToShown(Message, key),
        Type = ToShown(Type, key),
        Code = ToShown(Code, key),
    };

    // "error" holds something, but nothing that is known to be words: all of it is shown.
    private static bool IsUnreadable(object? value) =>
        value is IReadOnlyDictionary<string, object?> fields && !ErrorFields.IsEmpty(new ErrorFields(fields).Find("error"));

    private static string? Text(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(ContentSniffer.TrimByteOrderMark(body).ToArray()).Trim();
        return text.Length == 0 ? null : text;
    }

    // The service, the connection or a limit of ours may have cut the text in the middle of the key.
    private static string? ToShown(string? text, ApiKey key) => text is null ? null
        : Truncate(key.CreateRedactor().RedactCut(TerminalSanitizer.Sanitize(text.Length <= MaxRead ? text : text.Substring(0, MaxRead))));

    private static string Truncate(string text) => text.Length <= MaxLength ? text
        : text.Substring(0, char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength) + "…";
}
