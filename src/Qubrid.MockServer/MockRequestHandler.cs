using System.Net;
using System.Text.RegularExpressions;

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
        catch (Exception error)
        {
            await ReportAsync(error).ConfigureAwait(false);
        }
    }

    // Without a response, the client would wait for it.
    private async Task ReportAsync(Exception error)
    {
        try
        {
            await _response.WriteErrorAsync(501, $"The mock server failed: {error.Message}", "mock_failure").ConfigureAwait(false);
            context.Response.Close();
        }
        catch (Exception cause) when (cause is HttpListenerException or IOException or InvalidOperationException or OperationCanceledException)
        {
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
            var body = await RequestBody.ReadAsync(context.Request.InputStream, MockServer.MaxRequestBytes, cancellationToken).ConfigureAwait(false);
            if (body is null)
            {
                await _response.WriteErrorAsync(413, $"The body is larger than {MockServer.MaxRequestBytes} bytes.", "request_too_large").ConfigureAwait(false);
                return;
            }

            request = MockRequestReader.Read(body, context.Request.Headers);
        }
        catch (FormatException error)
        {
            await _response.WriteErrorAsync(400, error.Message, "invalid_request_error").ConfigureAwait(false);
            return;
        }

        MockReply? reply;
        int number;
        try
        {
            (reply, number) = server.SelectReply(request);
        }
        catch (RegexMatchTimeoutException error)
        {
            // Clients do not retry 501; the pattern would take as long again.
            await _response.WriteErrorAsync(501, $"Matching the pattern '{error.Pattern}' of a reply takes longer than {error.MatchTimeout.TotalSeconds:0} s. Use a simpler pattern.", "match_timeout").ConfigureAwait(false);
            return;
        }

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
