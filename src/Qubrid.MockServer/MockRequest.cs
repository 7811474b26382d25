namespace Qubrid.Mock;

/// <summary>A chat request that the mock server got, to assert on. Holds no key.</summary>
public sealed class MockRequest
{
    /// <summary>When it came, UTC.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The model asked for.</summary>
    public string? Model { get; init; }

    /// <summary>The conversation.</summary>
    public MockMessage[] Messages { get; init; } = [];

    /// <summary>The text of the last user message.</summary>
    public string? Prompt => FindLastContent("user");

    /// <summary>The text of the last system message.</summary>
    public string? System => FindLastContent("system");

    /// <summary>Whether the answer was to be streamed.</summary>
    public bool Stream { get; init; }

    /// <summary>Whether a reply was set up for it.</summary>
    public bool IsMatched { get; internal set; }

    /// <summary>The other fields of the body by their wire name, as plain values.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The headers, without <c>Authorization</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body as it came.</summary>
    public string Body { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Prompt ?? "";

    private string? FindLastContent(string role) => Messages.LastOrDefault(message => message.Role == role)?.Content;
}
