using System.Net;

namespace Qubrid.Client.Tests.Support;

/// <summary>Calls the client as its users do.</summary>
internal static class TestClient
{
    internal const string ApiKey = "sk-test-0123456789-abcdefghij";

    /// <summary>One attempt; a server that hangs ends the test, not the run.</summary>
    internal static CallOptions NoRetry => new() { MaximumRetryCount = 0, IdleTimeout = TestTimeouts.Long };

    /// <summary>Tries again at once.</summary>
    internal static CallOptions FastRetry(int retries = 2, Action<string>? log = null) =>
        new() { MaximumRetryCount = retries, RetryInterval = TimeSpan.FromMilliseconds(1), IdleTimeout = TestTimeouts.Long, Log = log };

    internal static QubridClient Connect(Uri baseUri, string key = ApiKey) => new(Options(baseUri, key));

    internal static QubridClientOptions Options(Uri baseUri, string key = ApiKey) => new()
    {
        BaseUri = baseUri,
        ApiKey = new NetworkCredential("", key).SecurePassword,
    };

    internal static ChatRequest CreateRequest(string model = "m", bool stream = true) =>
        new() { Model = model, Messages = [new ChatMessage { Content = "Hello" }], Stream = stream };

    internal static async Task<ChatCompletion> CompleteAsync(
        this QubridClient client, CallOptions? options = null, ChatRequest? request = null, CancellationToken cancellationToken = default)
    {
        using var call = client.CreateChatCall(request ?? CreateRequest(), options ?? NoRetry, cancellationToken);
        return await call.CompleteAsync();
    }

    internal static Task<QubridApiException> ExpectFailureAsync(this QubridClient client, CallOptions? options = null, ChatRequest? request = null) =>
        Assert.ThrowsAsync<QubridApiException>(() => client.CompleteAsync(options, request));

    /// <summary>Adds the updates to the list as they come, so that those before a failure are kept.</summary>
    internal static async Task ReadUpdatesAsync(
        this QubridClient client, List<ChatUpdate> updates, CallOptions? options = null, ChatRequest? request = null)
    {
        using var call = client.CreateChatCall(request ?? CreateRequest(), options ?? NoRetry, default);
        while (await call.MoveNextAsync())
        {
            updates.Add(call.Current!);
        }
    }
}
