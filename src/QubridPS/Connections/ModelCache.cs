using System.Diagnostics;
using Qubrid.Client;

namespace QubridPS.Connections;

/// <summary>The models that a connection's key can use, as the service told them last. Any thread may keep and read.</summary>
internal sealed class ModelCache
{
    private const double LifetimeSeconds = 300;

    // Longer than a refresh may take, so that there is one at a time, and none for each key stroke where the service is away.
    private const double ClaimSeconds = 15;

    private volatile Told? _last;
    private long _claimed;

    /// <summary>The models where they were told a few minutes ago at most; else null.</summary>
    internal IReadOnlyList<QubridModel>? Fresh => _last is { } told && SecondsSince(told.Time) < LifetimeSeconds ? told.Models : null;

    /// <summary>The models however long ago they were told; null where they never were.</summary>
    internal IReadOnlyList<QubridModel>? Last => _last?.Models;

    internal void Keep(IReadOnlyList<QubridModel> models) => _last = new Told(models, Stopwatch.GetTimestamp());

    /// <summary>True for one caller in a while where the models are not fresh: that one may ask for them in the background.</summary>
    internal bool ClaimRefresh()
    {
        var former = Interlocked.Read(ref _claimed);
        return Fresh is null
            && (former == 0 || SecondsSince(former) > ClaimSeconds)
            && Interlocked.CompareExchange(ref _claimed, Stopwatch.GetTimestamp(), former) == former;
    }

    private static double SecondsSince(long time) => (Stopwatch.GetTimestamp() - time) / (double)Stopwatch.Frequency;

    private sealed record Told(IReadOnlyList<QubridModel> Models, long Time);
}
