using Qubrid.Client;

namespace QubridPS.Statistics;

/// <summary>Takes the calls of one group, and keeps their figures but not them.</summary>
internal sealed class CallGroup(string? name)
{
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly List<double> _firstTokens = [];
    private readonly List<double> _rates = [];
    private readonly List<double> _times = [];
    private int _count;
    private long? _promptTokens;
    private long? _completionTokens;
    private long? _totalTokens;

    internal void Add(MeasuredCall call)
    {
        if (call.ErrorId is { } id)
        {
            _failures[id] = _failures.TryGetValue(id, out var former) ? former + 1 : 1;
            return;
        }

        _count++;
        Add(ref _promptTokens, call.Tokens(nameof(ChatUsage.PromptTokens)));
        Add(ref _completionTokens, call.Tokens(nameof(ChatUsage.CompletionTokens)));
        Add(ref _totalTokens, call.Tokens(nameof(ChatUsage.TotalTokens)));
        Add(_firstTokens, call.Timing(nameof(ClientMetrics.TtftSeconds)));
        Add(_rates, call.Timing(nameof(ClientMetrics.TokensPerSecond)));
        Add(_times, call.Timing(nameof(ClientMetrics.TotalTimeSeconds)));
    }

    internal ChatStatistics Sum(string groupBy) => new()
    {
        Name = name,
        GroupBy = groupBy,
        Count = _count,
        Failures = _failures.Values.Sum(),
        FailuresById = [.. _failures.OrderByDescending(failure => failure.Value).Select(failure => new ErrorCount(failure.Key, failure.Value))],
        PromptTokens = _promptTokens,
        CompletionTokens = _completionTokens,
        TotalTokens = _totalTokens,
        TtftSeconds = Percentiles.Of(_firstTokens),
        TokensPerSecond = Percentiles.Of(_rates),
        TotalTimeSeconds = Percentiles.Of(_times),
    };

    // A service may claim any number: a sum ends at the largest there is, and does not begin anew below 0.
    private static void Add(ref long? sum, long? tokens) =>
        sum = tokens is not { } more ? sum : more > long.MaxValue - (sum ?? 0) ? long.MaxValue : (sum ?? 0) + more;

    private static void Add(List<double> figures, double? figure)
    {
        if (figure is { } known)
        {
            figures.Add(known);
        }
    }
}
