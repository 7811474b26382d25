using System.Net;
using System.Text;
using System.Text.Json;

namespace Qubrid.MockServer;

/// <summary>Answers one HTTP request.</summary>
internal sealed class MockConversation(MockServer server, HttpListenerContext context, CancellationToken stop)
{
    private readonly HttpAnswer _http = new(context.Response, stop);

    internal async Task RunAsync()
    {
        try
        {
            await AnswerAsync().ConfigureAwait(false);
            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or IOException or InvalidOperationException or OperationCanceledException)
        {
            // The client went away, or the server was stopped.
            context.Response.Abort();
        }
    }

    private Task AnswerAsync()
    {
        var path = context.Request.Url?.AbsolutePath.TrimEnd('/') ?? "";
        if (!(context.Request.Headers["Authorization"] ?? "").StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return _http.FailAsync(401, "No API key was given.", "invalid_api_key");
        }

        return (context.Request.HttpMethod, path) switch
        {
            ("POST", MockServer.Root + "/chat/completions") => ChatAsync(),
            ("GET", MockServer.Root + "/models") => _http.JsonAsync(200, ModelList.Write()),
            _ => _http.FailAsync(404, $"There is no {context.Request.HttpMethod} {path}.", "not_found"),
        };
    }

    private async Task ChatAsync()
    {
        MockRequest request;
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            request = MockRequestReader.Read(await reader.ReadToEndAsync().ConfigureAwait(false), context.Request.Headers);
        }
        catch (FormatException error)
        {
            await _http.FailAsync(400, error.Message, "invalid_request_error").ConfigureAwait(false);
            return;
        }

        var (reply, number) = server.Choose(request);
        _http.SetHeader("x-request-id", $"mock-{number}");
        if (reply is null)
        {
            await _http.FailAsync(404, $"No reply was set up for the prompt '{request.Prompt}', and the server is strict.", "no_reply").ConfigureAwait(false);
            return;
        }

        var answer = MockAnswer.To(request, reply);
        var delay = reply.TokenDelay ?? server.TokenDelay;
        var wire = new WireWriter($"chatcmpl-mock-{number}", request, answer, delay);
        await new ChatReply(_http, wire, reply, answer, delay).SendAsync(request.Stream).ConfigureAwait(false);
    }
}
