using System.Net.Http.Headers;
using Qubrid.Client.Security;

namespace Qubrid.Client.Http;

/// <summary>Sends HTTP requests. No other type does. Owns the HttpClient, the API key and the additional headers.</summary>
internal sealed class HttpTransport : IDisposable
{
    private readonly HttpClient _httpClient;
    private readonly string _userAgent;
    private readonly Uri? _proxy;
    private readonly IReadOnlyList<RequestHeader> _headers;

    internal HttpTransport(QubridClientOptions options, HttpMessageHandler? handler = null)
    {
        if ((QubridClientOptions.ValidateBaseUri(options.BaseUri)
            ?? QubridClientOptions.ValidateProxy(options.BaseUri, options.Proxy)
            ?? options.Headers.Select(header => RequestHeader.Validate(header.Key, header.Value)).FirstOrDefault(message => message is not null)) is { } error)
        {
            throw new ArgumentException(error, nameof(options));
        }

        _httpClient = HttpClientFactory.Create(options, handler);
        _userAgent = options.UserAgent;
        _proxy = options.Proxy;
        _headers = options.GetHeaders();
        Key = new ApiKey(options.ApiKey, [.. options.EnumerateOtherSecrets()]);
        Limits = options.Limits;
        RateLimit = options.RateLimit;
        BaseAddress = options.BaseUri.AbsoluteUri.TrimEnd('/') + "/";
    }

    internal ApiKey Key { get; }

    internal ResponseLimits Limits { get; }

    /// <summary>Gets the limit of requests and tokens per minute; null for none.</summary>
    internal RateLimit? RateLimit { get; }

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
        AddHeaders(request.Headers);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        var response = await _httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        RedactResponseHeaders(response);
        return response;
    }

    private void AddHeaders(HttpRequestHeaders headers)
    {
        foreach (var header in _headers)
        {
            headers.TryAddWithoutValidation(header.Name, header.ToText());
        }

        AddMissing(headers, RequestHeader.Authorization, Key.ToAuthorizationHeader);
        AddMissing(headers, "User-Agent", () => _userAgent);
        AddMissing(headers, "Accept", () => "application/json, text/event-stream");
    }

    private static void AddMissing(HttpRequestHeaders headers, string name, Func<string> getValue)
    {
        if (!headers.Contains(name))
        {
            headers.TryAddWithoutValidation(name, getValue());
        }
    }

    // Servers may echo the key or a header: redact it in the reason phrase, and remove headers that contain it.
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
