using System.Net;
using System.Net.Http.Headers;
using System.Security;

namespace Qubrid.Client.Http;

/// <summary>
/// A call through everything but the network, once in a process and beside the first real one: what sends a request and reads its answer is
/// compiled by the time they come. In a new process a first call takes a fifth less. Who listens to System.Net.Http sees it, to
/// localhost/warmup.
/// </summary>
internal sealed class ClientWarmUp : HttpMessageHandler
{
    private static readonly Lazy<Task> s_warmUp = new(() => Environment.ProcessorCount > 1 ? Task.Run(RunAsync) : Task.CompletedTask);

    /// <summary>Begins it, the first time; it ends by itself.</summary>
    internal static Task Start() => s_warmUp.Value;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield(); // as late as an answer of the network is, so that the waiting is compiled too
        var response = """
            data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"a"},"finish_reason":null}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}

            data: [DONE]


            """u8;
        var content = new ByteArrayContent(response.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static async Task RunAsync()
    {
        using var key = new SecureString();
        using var transport = new HttpTransport(new QubridClientOptions { ApiKey = key, BaseUri = new Uri("http://localhost/warmup") }, new ClientWarmUp());
        var request = new ChatRequest { Model = "m", Messages = [new ChatMessage { Role = ChatRoles.User, Content = "a" }] };
        using var call = new HttpChatCall(transport, request, new CallOptions(), journal: null, CancellationToken.None);
        await call.CompleteAsync().ConfigureAwait(false);
    }
}
