using System.Net.Http.Headers;
using Qubrid.Client.Security;

namespace Qubrid.Client.Http;

/// <summary>The one place that sends.</summary>
internal sealed class HttpTransport : IDisposable
{
    private readonly HttpClient _httpClient;
    private readonly string _userAgent;

    internal HttpTransport(QubridClientOptions options, HttpMessageHandler? handler = null)
    {
        if ((QubridClientOptions.ValidateBaseUri(options.BaseUri) ?? QubridClientOptions.ValidateProxy(options.BaseUri, options.Proxy)) is { } error)
        {
            throw new ArgumentException(error, nameof(options));
        }

        _httpClient = HttpClientFactory.Create(options, handler);
        _userAgent = options.UserAgent;
        Key = new ApiKey(options.ApiKey);
        Limits = options.Limits;
        BaseAddress = options.BaseUri.AbsoluteUri.TrimEnd('/') + "/";
    }

    internal ApiKey Key { get; }

    internal ResponseLimits Limits { get; }

    internal string BaseAddress { get; }

    internal Uri BuildUri(string path) => new(BaseAddress + path);

    /// <summary>Sends, and returns when the answer's headers have come.</summary>
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

    // A server may repeat what it was sent: nothing that is made of the answer's head may tell the key.
    private void RedactResponseHeaders(HttpResponseMessage response)
    {
        var redactor = Key.CreateRedactor();
        response.ReasonPhrase = redactor.Redact(response.ReasonPhrase);
        foreach (var headers in new HttpHeaders[] { response.Headers, response.Content.Headers })
        {
            string[] headersWithKey = [.. headers.Where(header => redactor.IsContainedIn(header.Key.AsSpan()) || redactor.IsContainedIn(string.Join(" ", header.Value).AsSpan())).Select(header => header.Key)];
            foreach (var name in headersWithKey)
            {
                headers.Remove(name);
            }
        }
    }

    public void Dispose() => _httpClient.Dispose();
}
