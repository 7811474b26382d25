using Qubrid.Client;

namespace QubridPS.Statistics;

/// <summary>Aggregates the calls of one group. Stores numbers only, not the calls.</summary>
internal sealed class CallGroup(string? name, PriceTable? prices = null)
{
    private readonly CostSum _cost = new(prices);
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly List<double> _ttftSeconds = [];
    private readonly List<double> _tokensPerSecond = [];
    private readonly List<double> _totalTimeSeconds = [];
    private int _count;
    private int _restoredCount;
    private int _notSent;
    private long? _promptTokens;
    private long? _completionTokens;
    private long? _totalTokens;
    private long? _redactions;

    /// <summary>Gets the names of the models whose price is unknown.</summary>
    internal IEnumerable<string> ModelsWithoutPrice => _cost.ModelsWithoutPrice;

    /// <summary>Gets the times to the first token in seconds. <see cref="ToStatistics"/> sorts them.</summary>
    internal IReadOnlyList<double> TtftSeconds => _ttftSeconds;

    /// <summary>Gets the total times in seconds. <see cref="ToStatistics"/> sorts them.</summary>
    internal IReadOnlyList<double> TotalTimeSeconds => _totalTimeSeconds;

    /// <summary>Adds a call.</summary>
    internal void Add(MeasuredCall call)
    {
        if (call.ItemsNotSent is { } itemsNotSent)
        {
            _notSent += itemsNotSent; // the error states the end of a batch, and is not the failure of a call
            return;
        }

        if (call.ErrorId is { } id)
        {
            _failures[id] = _failures.TryGetValue(id, out var previous) ? previous + 1 : 1;
            return;
        }

        if (call.IsRestored)
        {
            _restoredCount++;
            return;
        }

        _count++;
        _cost.Add(call.Model, call.GetTokens(nameof(ChatUsage.PromptTokens)), call.GetTokens(nameof(ChatUsage.CompletionTokens)));
        Add(ref _promptTokens, call.GetTokens(nameof(ChatUsage.PromptTokens)));
        Add(ref _completionTokens, call.GetTokens(nameof(ChatUsage.CompletionTokens)));
        Add(ref _totalTokens, call.GetTokens(nameof(ChatUsage.TotalTokens)));
        Add(ref _redactions, call.Redactions);
        Add(_ttftSeconds, call.GetTiming(nameof(ClientMetrics.TtftSeconds)));
        Add(_tokensPerSecond, call.GetTiming(nameof(ClientMetrics.TokensPerSecond)));
        Add(_totalTimeSeconds, call.GetTiming(nameof(ClientMetrics.TotalTimeSeconds)));
    }

    /// <summary>Returns the statistics of the calls added so far.</summary>
    internal ChatStatistics ToStatistics(string groupBy) => new()
    {
        Name = name,
        GroupBy = groupBy,
        Count = _count,
        RestoredCount = _restoredCount,
        NotSent = _notSent,
        Failures = _failures.Values.Sum(),
        FailureCounts = [.. _failures.OrderByDescending(failure => failure.Value).Select(failure => new ErrorCount(failure.Key, failure.Value))],
        PromptTokens = _promptTokens,
        CompletionTokens = _completionTokens,
        TotalTokens = _totalTokens,
        Redactions = _redactions,
        Cost = _cost.Total,
        Ttft = Percentiles.FromValues(_ttftSeconds),
        TokenRate = Percentiles.FromValues(_tokensPerSecond),
        TotalTime = Percentiles.FromValues(_totalTimeSeconds),
    };

    // A service can report any number: saturate instead of overflowing.
    private static void Add(ref long? sum, long? tokens) =>
        sum = tokens is not { } count ? sum : count > long.MaxValue - (sum ?? 0) ? long.MaxValue : (sum ?? 0) + count;

    private static void Add(List<double> values, double? value)
    {
        if (value is { } number)
        {
            values.Add(number);
        }
    }
}
