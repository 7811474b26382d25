using System.Net.Http.Headers;
using Qubrid.Client.Security;

namespace Qubrid.Client.Http;

/// <summary>Sends HTTP requests. No other type does. Owns the HttpClient and the API key.</summary>
internal sealed class HttpTransport : IDisposable
{
    private readonly HttpClient _httpClient;
    private readonly string _userAgent;
    private readonly Uri? _proxy;

    internal HttpTransport(QubridClientOptions options, HttpMessageHandler? handler = null)
    {
        if ((QubridClientOptions.ValidateBaseUri(options.BaseUri) ?? QubridClientOptions.ValidateProxy(options.BaseUri, options.Proxy)) is { } error)
        {
            throw new ArgumentException(error, nameof(options));
        }

        _httpClient = HttpClientFactory.Create(options, handler);
        _userAgent = options.UserAgent;
        _proxy = options.Proxy;
        Key = new ApiKey(options.ApiKey, [.. options.EnumerateOtherSecrets()]);
        Limits = options.Limits;
        BaseAddress = options.BaseUri.AbsoluteUri.TrimEnd('/') + "/";
    }

    internal ApiKey Key { get; }

    internal ResponseLimits Limits { get; }

    /// <summary>Gets the root of the API, with a slash at its end.</summary>
    internal string BaseAddress { get; }

    internal Uri BuildUri(string path) => new(BaseAddress + path);

    /// <summary>Returns the host and port that requests are sent to, and those of the proxy if there is one, for error messages.</summary>
    internal string DescribeRoute()
    {
        var server = new Uri(BaseAddress);
        var host = FormattableString.Invariant($"{server.IdnHost}:{server.Port}");
        return ProxyResolver.Find(server, _proxy) is { } proxy ? FormattableString.Invariant($"{host} through the proxy {proxy.IdnHost}:{proxy.Port}") : host;
    }

    /// <summary>Sends a request and returns when the headers of the response were received.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, BuildUri(path));
#if NET
        CancellableConnect.SetCancellation(request, cancellationToken);
#endif
        request.Headers.TryAddWithoutValidation("Authorization", Key.ToAuthorizationHeader());
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        var response = await _httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        RedactResponseHeaders(response);
        return response;
    }

    // Servers may echo the key: redact it in the reason phrase, and remove headers that contain it.
    private void RedactResponseHeaders(HttpResponseMessage response)
    {
        var redactor = Key.CreateRedactor();
        response.ReasonPhrase = redactor.Redact(response.ReasonPhrase);
        foreach (var headers in new HttpHeaders[] { response.Headers, response.Content.Headers })
        {
            string[] headersWithKey = [.. headers.Where(header => redactor.IsContainedIn($"{header.Key} {string.Join(" ", header.Value)}".AsSpan())).Select(header => header.Key)];
            foreach (var name in headersWithKey)
            {
                headers.Remove(name);
            }
        }
    }

    public void Dispose() => _httpClient.Dispose();
}
