using System.Net.Http.Headers;

namespace Qubrid.Client.Http;

/// <summary>The one place that sends.</summary>
internal sealed class Transport : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _userAgent;

    internal Transport(QubridClientOptions options, HttpMessageHandler? handler = null)
    {
        if (QubridClientOptions.FindFault(options.BaseUri) is { } fault)
        {
            throw new ArgumentException(fault, nameof(options));
        }

        _http = HttpClientFactory.Create(options, handler);
        _userAgent = options.UserAgent;
        Key = new ApiKey(options.ApiKey);
        Root = options.BaseUri.AbsoluteUri.TrimEnd('/') + "/";
    }

    internal ApiKey Key { get; }

    internal string Root { get; }

    internal Uri Address(string path) => new(Root + path);

    /// <summary>Sends, and returns when the answer's headers have come.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Address(path));
#if NET
        StoppableConnect.Mark(request, cancellationToken);
#endif
        request.Headers.TryAddWithoutValidation("Authorization", Key.ToAuthorization());
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        StrikeOutKey(response);
        return response;
    }

    // A server may repeat what it was sent: nothing that is made of the answer's head may tell the key.
    private void StrikeOutKey(HttpResponseMessage response)
    {
        var key = Key.ToStriker();
        response.ReasonPhrase = key.StrikeOut(response.ReasonPhrase);
        foreach (var headers in new HttpHeaders[] { response.Headers, response.Content.Headers })
        {
            string[] telling = [.. headers.Where(header => header.Value.Any(text => key.IsIn(text.AsSpan()))).Select(header => header.Key)];
            foreach (var name in telling)
            {
                headers.Remove(name);
            }
        }
    }

    public void Dispose() => _http.Dispose();
}
