using System.Diagnostics;
using Qubrid.Client;

namespace QubridPS.Connections;

/// <summary>Caches the models that are available to the API key of a connection. Thread-safe.</summary>
internal sealed class ModelCache
{
    private const double LifetimeSeconds = 300;

    // Longer than the timeout of a refresh, so that only one runs at a time, and not one for each key press if the service is unavailable.
    private const double RefreshCooldownSeconds = 15;

    private volatile CachedModels? _last;
    private long _refreshStarted;

    /// <summary>Gets the cached models, or null if they are older than five minutes.</summary>
    internal IReadOnlyList<QubridModel>? Current => _last is { } cached && SecondsSince(cached.Time) < LifetimeSeconds ? cached.Models : null;

    /// <summary>Gets the cached models of any age; null if none were received yet.</summary>
    internal IReadOnlyList<QubridModel>? LastKnown => _last?.Models;

    internal void Set(IReadOnlyList<QubridModel> models) => _last = new CachedModels(models, Stopwatch.GetTimestamp());

    /// <summary>Returns true for one caller per interval if the cache is out of date. This caller refreshes it.</summary>
    internal bool TryBeginRefresh()
    {
        var previous = Interlocked.Read(ref _refreshStarted);
        return Current is null
            && (previous == 0 || SecondsSince(previous) > RefreshCooldownSeconds)
            && Interlocked.CompareExchange(ref _refreshStarted, Stopwatch.GetTimestamp(), previous) == previous;
    }

    private static double SecondsSince(long time) => (Stopwatch.GetTimestamp() - time) / (double)Stopwatch.Frequency;

    private sealed record CachedModels(IReadOnlyList<QubridModel> Models, long Time);
}
