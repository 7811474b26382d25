using Qubrid.Client;
using QubridPS.Connections;

namespace QubridPS.Completion;

/// <summary>Asks for a connection's models in the background, once in a while, and tells nobody how it went.</summary>
internal static class ModelRefresh
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    internal static void Begin(QubridConnection connection)
    {
        // A replay sends nothing, whatever for.
        if (connection.JournalMode != JournalMode.Replay && connection.Models.ClaimRefresh())
        {
            _ = Task.Run(() => RunAsync(connection));
        }
    }

    private static async Task RunAsync(QubridConnection connection)
    {
        try
        {
            var options = new CallOptions { IdleTimeout = s_patience, TotalTimeout = s_patience, MaximumRetryCount = 0 };
            connection.Models.Keep(await connection.Client.GetModelsAsync(options, CancellationToken.None).ConfigureAwait(false));
        }
        catch (Exception)
        {
            // Nobody asked for it: the call that needs the service will tell what is wrong with it.
        }
    }
}
