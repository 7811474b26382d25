using Qubrid.Mock;

namespace QubridPS.Connections;

/// <summary>The running mock servers of one runspace, oldest first. Thread-safe.</summary>
internal sealed class MockServerRegistry
{
    private readonly List<MockServer> _servers = [];

    internal IReadOnlyList<MockServer> All
    {
        get
        {
            lock (_servers)
            {
                return [.. _servers];
            }
        }
    }

    internal MockServer? Latest => All is [.., var newest] ? newest : null;

    internal void Add(MockServer server)
    {
        lock (_servers)
        {
            _servers.Add(server);
        }
    }

    internal void Stop(MockServer server)
    {
        server.Dispose();
        lock (_servers)
        {
            _servers.Remove(server);
        }
    }

    internal void StopAll()
    {
        foreach (var server in All)
        {
            Stop(server);
        }
    }
}
