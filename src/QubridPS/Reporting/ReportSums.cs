using QubridPS.Statistics;

namespace QubridPS.Reporting;

/// <summary>
/// Aggregates the items of a report: in total, by group, by error id, by finish reason and over time. It stores numbers, and a bounded number
/// of names, but not the items.
/// </summary>
internal sealed class ReportSums(ReportOptions options)
{
    /// <summary>The maximum number of groups. The items of further groups are counted together.</summary>
    internal const int MaxGroups = 200;

    private const int MaxNames = 100;
    private const int MaxTextLength = 1000;
    private const string OtherName = "(other)";
    private const string OtherGroups = "(other groups)";

    private readonly Dictionary<string, CallGroup> _groupsByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CallGroup> _groups = [];
    private readonly Dictionary<string, FailureSummary> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _finishReasons = new(StringComparer.Ordinal);
    private DateTimeOffset? _firstTime;
    private DateTimeOffset? _lastTime;

    /// <summary>Gets all calls as one group.</summary>
    internal CallGroup Total { get; } = new(null, options.Prices);

    /// <summary>Gets the number of items.</summary>
    internal long ItemCount { get; private set; }

    /// <summary>Gets the sum of the total times in seconds.</summary>
    internal double CallSeconds { get; private set; }

    /// <summary>Gets the number of completions over time.</summary>
    internal TimeBuckets Timeline { get; } = new();

    /// <summary>Gets the failures by error id, most frequent first.</summary>
    internal IReadOnlyList<FailureSummary> Failures => [.. _failures.Values.OrderByDescending(failure => failure.Count)];

    /// <summary>Gets the number of completions by finish reason, most frequent first.</summary>
    internal IReadOnlyList<KeyValuePair<string, long>> FinishReasons => [.. _finishReasons.OrderByDescending(reason => reason.Value)];

    /// <summary>Gets the times of the first and the last completion; null if no completion has a time.</summary>
    internal (DateTimeOffset First, DateTimeOffset Last)? Period => _firstTime is { } first && _lastTime is { } last ? (first, last) : null;

    /// <summary>Returns the statistics of the groups, largest first.</summary>
    internal IReadOnlyList<ChatStatistics> GetGroups() =>
        [.. _groups.Select(group => group.ToStatistics(options.GroupBy.Path)).OrderByDescending(group => group.Count + group.RestoredCount + group.Failures)];

    /// <summary>Adds an item.</summary>
    internal void Add(MeasuredCall call, ReportRow row)
    {
        ItemCount++;
        Total.Add(call);
        GetOrAddGroup(row.Group).Add(call);
        if (call.ErrorId is { } id)
        {
            AddFailure(id, call);
            return;
        }

        var reason = string.IsNullOrEmpty(row.Result) ? "(none)" : Html.ToLine(row.Result, ReportItemReader.MaxInputLength);
        reason = _finishReasons.ContainsKey(reason) || _finishReasons.Count < MaxNames ? reason : OtherName;
        _finishReasons[reason] = _finishReasons.TryGetValue(reason, out var count) ? count + 1 : 1;
        if (!row.IsRestored)
        {
            CallSeconds += row.TotalTimeSeconds ?? 0;
            AddTime(row);
        }
    }

    private void AddTime(ReportRow row)
    {
        if (row.Time is { } time)
        {
            Timeline.Add(time);
            _firstTime = _firstTime < time ? _firstTime : time;
            _lastTime = _lastTime > time ? _lastTime : time;
        }
    }

    private void AddFailure(string id, MeasuredCall call)
    {
        id = _failures.ContainsKey(id) || _failures.Count < MaxNames ? id : OtherName;
        if (!_failures.TryGetValue(id, out var failure))
        {
            var message = Html.ToLine(ErrorDescription.ReadMessage(call.Source), MaxTextLength);
            _failures[id] = failure = new FailureSummary(id, message, Html.ToLine(ErrorDescription.ReadAction(call.Source), MaxTextLength));
        }

        failure.Count += call.ItemsNotSent is null ? 1 : 0;
        failure.NotSent += call.ItemsNotSent ?? 0;
    }

    private CallGroup GetOrAddGroup(string? name)
    {
        var key = Html.ToLine(name, MaxTextLength);
        key = _groupsByName.ContainsKey(key) || _groups.Count < MaxGroups ? key : OtherGroups;
        if (!_groupsByName.TryGetValue(key, out var group))
        {
            _groupsByName[key] = group = new CallGroup(key.Length == 0 ? null : key, options.Prices);
            _groups.Add(group);
        }

        return group;
    }
}
