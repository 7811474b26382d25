using Qubrid.Client;

namespace QubridPS.Connections;

/// <summary>Refreshes the model cache of a connection in the background. Failures are ignored.</summary>
internal static class ModelCacheRefresher
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    internal static void StartIfStale(QubridConnection connection)
    {
        // In replay mode nothing may be sent.
        if (connection.JournalMode != JournalMode.Replay && connection.ModelCache.TryBeginRefresh())
        {
            _ = Task.Run(() => RefreshAsync(connection));
        }
    }

    private static async Task RefreshAsync(QubridConnection connection)
    {
        try
        {
            var options = new CallOptions { IdleTimeout = s_timeout, TotalTimeout = s_timeout, MaximumRetryCount = 0 };
            connection.ModelCache.Set(await connection.Client.GetModelsAsync(options, CancellationToken.None).ConfigureAwait(false));
        }
        catch (Exception)
        {
            // The user did not request the refresh. The next call reports the problem.
        }
    }
}
