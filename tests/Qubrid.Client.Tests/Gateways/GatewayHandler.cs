using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>Returns a response of the table for every request, in memory. The response is split into two reads at a position, or byte by byte if it is 0.</summary>
internal sealed class GatewayHandler(GatewayResponse response, int cut) : HttpMessageHandler
{
    private int _requests;

    internal int Requests => Volatile.Read(ref _requests);

    /// <summary>Creates a transport that sends to this handler.</summary>
    internal HttpTransport CreateTransport() => new(TestClient.Options(new Uri("http://localhost/v1")), this);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        var content = new StreamContent(new PiecewiseStream(response.Body, cut, response.Ending));
        AddHeader(content, "Content-Type", response.ContentType);
        AddHeader(content, "Content-Encoding", response.ContentEncoding);
        var message = new HttpResponseMessage(response.Status) { Content = content };
        foreach (var (name, value) in response.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(message);
    }

    private static void AddHeader(StreamContent content, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
