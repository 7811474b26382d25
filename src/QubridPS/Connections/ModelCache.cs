using System.Diagnostics;
using Qubrid.Client;

namespace QubridPS.Connections;

/// <summary>The models that a connection's key can use, as the service told them last. Any thread may keep and read.</summary>
internal sealed class ModelCache
{
    private const double LifetimeSeconds = 300;

    // Longer than a refresh may take, so that there is one at a time, and none for each key stroke where the service is away.
    private const double RefreshCooldownSeconds = 15;

    private volatile CachedModels? _last;
    private long _refreshStarted;

    /// <summary>The models where they were told a few minutes ago at most; else null.</summary>
    internal IReadOnlyList<QubridModel>? Current => _last is { } cached && SecondsSince(cached.Time) < LifetimeSeconds ? cached.Models : null;

    /// <summary>The models however long ago they were told; null where they never were.</summary>
    internal IReadOnlyList<QubridModel>? LastKnown => _last?.Models;

    internal void Set(IReadOnlyList<QubridModel> models) => _last = new CachedModels(models, Stopwatch.GetTimestamp());

    /// <summary>True for one caller in a while where the models are not fresh: that one may ask for them in the background.</summary>
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
