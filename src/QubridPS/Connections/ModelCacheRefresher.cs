using Qubrid.Client;

namespace QubridPS.Connections;

/// <summary>Asks for a connection's models in the background, once in a while, and tells nobody how it went.</summary>
internal static class ModelCacheRefresher
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    internal static void StartIfStale(QubridConnection connection)
    {
        // A replay sends nothing, whatever for.
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
            // Nobody asked for it: the call that needs the service will tell what is wrong with it.
        }
    }
}
