namespace Qubrid.Mock;

/// <summary>Represents a chat request that the mock server received. Does not contain the API key.</summary>
public sealed class MockRequest
{
    // With this text, Invoke-QubridChat -Schema asks for a correction of a reply that does not match the schema.
    private const string CorrectionStart = "The JSON value does not match the JSON Schema at ";

    /// <summary>Gets the time at which the request was received, in UTC.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Gets the requested model. JSON field: <c>model</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the messages. JSON field: <c>messages</c>.</summary>
    public MockMessage[] Messages { get; init; } = [];

    /// <summary>Gets the text of the last user message, or null.</summary>
    public string? Prompt => FindLastContent("user");

    /// <summary>Gets the text of the last system message, or null.</summary>
    public string? System => FindLastContent("system");

    /// <summary>Gets whether a streamed response was requested. JSON field: <c>stream</c>; the default is true.</summary>
    public bool Stream { get; init; }

    /// <summary>Gets whether a reply that was added to the server matched the request.</summary>
    public bool IsMatched { get; internal set; }

    /// <summary>Gets the other fields of the body by JSON name, as .NET values.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Gets the headers, except <c>Authorization</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the body as it was received.</summary>
    public string Body { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Prompt ?? "";

    /// <summary>Gets the prompt that a request to correct structured data follows; null if the last user message is not such a request.</summary>
    internal string? OriginalPrompt => IsCorrection(Prompt)
        ? Messages.LastOrDefault(message => message.Role == "user" && !IsCorrection(message.Content))?.Content
        : null;

    private static bool IsCorrection(string? text) => text?.StartsWith(CorrectionStart, StringComparison.Ordinal) == true;

    private string? FindLastContent(string role) => Messages.LastOrDefault(message => message.Role == role)?.Content;
}
