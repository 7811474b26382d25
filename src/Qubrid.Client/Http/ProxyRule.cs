namespace Qubrid.Client.Http;

/// <summary>
/// Decides whether a proxy is used. Requests to a loopback address remain on this machine: a proxy of the environment would receive the key and
/// the prompt without encryption.
/// </summary>
internal static class ProxyRule
{
    internal static bool IsUsed(QubridClientOptions options) => options.Proxy is not null || !IsLoopback(options.BaseUri);

    internal static bool IsLoopback(Uri baseUri)
    {
        var host = baseUri.DnsSafeHost.TrimEnd('.');
        return baseUri.IsLoopback || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
