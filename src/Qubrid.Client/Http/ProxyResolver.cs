using System.Net;

namespace Qubrid.Client.Http;

/// <summary>Determines the proxy that requests are sent through, to name it.</summary>
internal static class ProxyResolver
{
    /// <summary>
    /// Returns the address of the proxy without credentials, or null if there is none: the specified one, else that of the environment or the
    /// system. Those are not used for loopback addresses.
    /// </summary>
    internal static Uri? Find(Uri server, Uri? specified) =>
        RemoveCredentials(specified ?? (ProxyRule.IsLoopback(server) ? null : FindDefault(server)));

    private static Uri? FindDefault(Uri server)
    {
        try
        {
#if NET
            var settings = HttpClient.DefaultProxy;
#else
            var settings = WebRequest.DefaultWebProxy;
#endif
            return settings is null || settings.IsBypassed(server) || settings.GetProxy(server) is not { IsAbsoluteUri: true } proxy || proxy == server ? null : proxy;
        }
        catch (Exception error) when (error is WebException or UriFormatException or InvalidOperationException or NotSupportedException)
        {
            return null; // the settings of the system cannot be read, and requests report why
        }
    }

    private static Uri? RemoveCredentials(Uri? proxy) =>
        proxy is null ? null : new Uri(proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
}
