using System.Net;

namespace Qubrid.Client.Http;

/// <summary>Creates the HttpClient of a client. Only the connect timeout is set here; calls enforce the other timeouts.</summary>
internal static class HttpClientFactory
{
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    internal static HttpClient Create(QubridClientOptions options, HttpMessageHandler? handler) =>
        new(handler ?? CreateHandler(options), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

#if NET
    private static SocketsHttpHandler CreateHandler(QubridClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a redirect would send the API key and the prompt to another host
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            ConnectCallback = CancellableConnect.ConnectAsync,
            PlaintextStreamFilter = CancellableConnect.OnConnectedAsync,
            PooledConnectionLifetime = s_connectionLifetime, // so that DNS changes take effect
            ResponseDrainTimeout = TimeSpan.Zero, // a canceled response closes its connection at once
            DefaultProxyCredentials = options.Proxy is null ? options.ProxyCredentials : null,
        };
        if (options.Proxy is not null)
        {
            handler.Proxy = new WebProxy(options.Proxy) { Credentials = options.ProxyCredentials };
        }

        handler.UseProxy = ProxyRule.IsUsed(options);
        if (options.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // requested by the user, who receives a warning
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        if (options.Certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [options.Certificate];
        }

        return handler;
    }
#else
    // Windows PowerShell 5.1 limits a host to two connections and may leave TLS 1.2 off.
    private static ConnectTimeoutHandler CreateHandler(QubridClientOptions options)
    {
        ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        var servicePoint = ServicePointManager.FindServicePoint(options.BaseUri);
        servicePoint.ConnectionLimit = Math.Max(servicePoint.ConnectionLimit, 256);
        servicePoint.ConnectionLeaseTimeout = (int)s_connectionLifetime.TotalMilliseconds;

        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        if (options.Proxy is not null)
        {
            handler.Proxy = new WebProxy(options.Proxy) { Credentials = options.ProxyCredentials };
        }
        else
        {
            handler.DefaultProxyCredentials = options.ProxyCredentials;
        }

        handler.UseProxy = ProxyRule.IsUsed(options);
        if (options.SkipCertificateCheck)
        {
            handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
        }

        if (options.Certificate is not null)
        {
            handler.ClientCertificates.Add(options.Certificate);
        }

        return new ConnectTimeoutHandler(handler, options.ConnectTimeout);
    }
#endif
}
