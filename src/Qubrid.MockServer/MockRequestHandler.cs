using System.Net;
using System.Text;

namespace Qubrid.Mock;

/// <summary>Handles a single HTTP request.</summary>
internal sealed class MockRequestHandler(MockServer server, HttpListenerContext context, CancellationToken cancellationToken)
{
    private readonly MockResponseWriter _response = new(context.Response, cancellationToken);

    /// <summary>Sends the response and closes it. Does not throw.</summary>
    internal async Task RunAsync()
    {
        try
        {
            await HandleAsync().ConfigureAwait(false);
            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or IOException or InvalidOperationException or OperationCanceledException)
        {
            // The client closed the connection, or the server was stopped.
            context.Response.Abort();
        }
    }

    private Task HandleAsync()
    {
        var path = context.Request.Url?.AbsolutePath.TrimEnd('/') ?? "";
        if (!(context.Request.Headers["Authorization"] ?? "").StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return _response.WriteErrorAsync(401, "The request has no API key.", "invalid_api_key");
        }

        return (context.Request.HttpMethod, path) switch
        {
            ("POST", MockServer.BasePath + "/chat/completions") => HandleChatAsync(),
            ("GET", MockServer.BasePath + "/models") => _response.WriteJsonAsync(200, MockModelList.Write()),
            _ => _response.WriteErrorAsync(404, $"The endpoint {context.Request.HttpMethod} {path} does not exist.", "not_found"),
        };
    }

    private async Task HandleChatAsync()
    {
        MockRequest request;
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            request = MockRequestReader.Read(await reader.ReadToEndAsync().ConfigureAwait(false), context.Request.Headers);
        }
        catch (FormatException error)
        {
            await _response.WriteErrorAsync(400, error.Message, "invalid_request_error").ConfigureAwait(false);
            return;
        }

        var (reply, number) = server.SelectReply(request);
        _response.SetHeader("x-request-id", $"mock-{number}");
        if (reply is null)
        {
            await _response.WriteErrorAsync(404, $"No reply matches the prompt '{request.Prompt}', and the server is strict.", "no_reply").ConfigureAwait(false);
            return;
        }

        var completion = MockCompletion.Create(request, reply);
        var delay = reply.TokenDelay ?? server.TokenDelay;
        var writer = new MockCompletionWriter($"chatcmpl-mock-{number}", request, completion, delay);
        await new MockReplySender(_response, writer, reply, completion, delay).SendAsync(request.Stream).ConfigureAwait(false);
    }
}
