using System.Net;

namespace Qubrid.Client.Tests.Support;

/// <summary>Extends QubridClient for tests.</summary>
internal static class TestClient
{
    internal const string ApiKey = "sk-test-0123456789-abcdefghij";

    /// <summary>Creates options for one attempt, with a timeout that ends the test if the server hangs.</summary>
    internal static CallOptions NoRetry => new() { MaximumRetryCount = 0, IdleTimeout = TestTimeouts.Long };

    /// <summary>Creates options that retry without a noticeable delay.</summary>
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

    /// <summary>Adds the updates to a list as they arrive, so that those before a failure can be checked.</summary>
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
