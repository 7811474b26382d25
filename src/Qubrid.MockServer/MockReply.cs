using System.Text.RegularExpressions;

namespace Qubrid.Mock;

/// <summary>What the server says to requests that match, instead of its default answer.</summary>
public sealed class MockReply
{
    internal static readonly MockReply Default = new();

    private static readonly TimeSpan s_matchTimeout = TimeSpan.FromSeconds(1);
    private readonly int? _times;
    private int _remainingUses = int.MaxValue;

    /// <summary>The answer's text; null takes the default answer, made of the prompt. Of an error, its message.</summary>
    public string? Text { get; init; }

    /// <summary>Tools that the answer calls, after its text.</summary>
    public MockToolCall[] ToolCalls { get; init; } = [];

    /// <summary>The HTTP status; 200 is an answer, anything else an error.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>Seconds to wait, told with an error; null tells nothing.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>The connection breaks after so many tokens.</summary>
    public int? DropAfter { get; init; }

    /// <summary>Nothing more comes after so many tokens, and the connection stays open.</summary>
    public int? StallAfter { get; init; }

    /// <summary>An error event comes after so many tokens.</summary>
    public int? ErrorAfter { get; init; }

    /// <summary>The wait before each token; null takes the server's.</summary>
    public TimeSpan? TokenDelay { get; init; }

    /// <summary>A regular expression for the last user message; null matches all.</summary>
    public string? Match { get; init; }

    /// <summary>The model it is for; null is any.</summary>
    public string? Model { get; init; }

    /// <summary>A regular expression for the last system message; null matches all.</summary>
    public string? System { get; init; }

    /// <summary>How often it may still be used.</summary>
    public int RemainingUses => Volatile.Read(ref _remainingUses);

    /// <summary>How often it may be used; null is without end.</summary>
    public int? Times
    {
        get => _times;
        init
        {
            _times = value;
            _remainingUses = value ?? int.MaxValue;
        }
    }

    internal bool Matches(MockRequest request) =>
        RemainingUses > 0
        && (Model is null || string.Equals(Model, request.Model, StringComparison.OrdinalIgnoreCase))
        && IsMatch(Match, request.Prompt)
        && IsMatch(System, request.System);

    /// <summary>Takes one use. Only the server's lock calls it.</summary>
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
