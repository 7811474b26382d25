using System.Text.RegularExpressions;

namespace Qubrid.Mock;

/// <summary>Represents a reply that the mock server sends to matching requests instead of its default completion.</summary>
public sealed class MockReply
{
    /// <summary>The reply to requests for which no reply was added.</summary>
    internal static readonly MockReply Default = new();

    private static readonly TimeSpan s_matchTimeout = TimeSpan.FromSeconds(1);
    private readonly int? _times;
    private int _remainingUses = int.MaxValue;

    /// <summary>Gets the text of the completion, or the message of the error. If it is null, the completion has a default text derived from the prompt.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the tool calls, which follow the text.</summary>
    public MockToolCall[] ToolCalls { get; init; } = [];

    /// <summary>Gets the finish reason of the completion. If it is null, it is "stop", or "tool_calls" if there are tool calls.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Gets the HTTP status code: 200 for a completion, any other value for an error. The default is 200.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>Gets the delay in seconds that an error response requests before a retry, or null for none. Sent in the header Retry-After, or in retry-after-ms if it is not an integer.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>Gets the number of tokens after which the connection is closed, or null.</summary>
    public int? DropAfter { get; init; }

    /// <summary>Gets the number of tokens after which the server sends nothing more but keeps the connection open, or null.</summary>
    public int? StallAfter { get; init; }

    /// <summary>Gets the number of tokens after which the server sends an error event, or null.</summary>
    public int? ErrorAfter { get; init; }

    /// <summary>Gets the delay before each token. If it is null, the delay of the server is used.</summary>
    public TimeSpan? TokenDelay { get; init; }

    /// <summary>
    /// Gets the regular expression that the last user message must match or, if that message asks to correct structured data, the prompt before it.
    /// If it is null, every message matches. Ignores case.
    /// </summary>
    public string? Match { get; init; }

    /// <summary>Gets the model that the request must specify. If it is null, every model matches.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the regular expression that the last system message must match. If it is null, every request matches. Ignores case.</summary>
    public string? System { get; init; }

    /// <summary>Gets how many more times the reply can be used.</summary>
    public int RemainingUses => Volatile.Read(ref _remainingUses);

    /// <summary>Gets how many times the reply can be used. If it is null, the number is unlimited.</summary>
    public int? Times
    {
        get => _times;
        init
        {
            _times = value;
            _remainingUses = value ?? int.MaxValue;
        }
    }

    /// <summary>Returns whether the reply can be used for a request.</summary>
    internal bool Matches(MockRequest request) =>
        RemainingUses > 0
        && (Model is null || string.Equals(Model, request.Model, StringComparison.OrdinalIgnoreCase))
        && (IsMatch(Match, request.Prompt) || (request.OriginalPrompt is { } prompt && IsMatch(Match, prompt)))
        && IsMatch(System, request.System);

    /// <summary>Decreases the number of remaining uses. Must be called in the lock of the server.</summary>
    internal void ConsumeUse()
    {
        if (_times is not null)
        {
            _remainingUses--;
        }
    }

    private static bool IsMatch(string? pattern, string? text) =>
        pattern is null || Regex.IsMatch(text ?? "", pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_matchTimeout);
}
