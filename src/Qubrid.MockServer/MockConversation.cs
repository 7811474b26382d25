using System.Net;
using System.Text;
using System.Text.Json;

namespace Qubrid.MockServer;

/// <summary>Answers one HTTP request.</summary>
internal sealed class MockConversation(MockServer server, HttpListenerContext context, CancellationToken stop)
{
    private static readonly byte[] s_done = Encoding.UTF8.GetBytes("data: [DONE]\n\n");
    private static readonly byte[] s_dataStart = Encoding.UTF8.GetBytes("data: ");
    private static readonly byte[] s_eventEnd = [(byte)'\n', (byte)'\n'];

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
            return FailAsync(401, "No API key was given.", "invalid_api_key");
        }

        return (context.Request.HttpMethod, path) switch
        {
            ("POST", MockServer.Root + "/chat/completions") => ChatAsync(),
            ("GET", MockServer.Root + "/models") => WriteJsonAsync(200, ModelList.Write()),
            _ => FailAsync(404, $"There is no {context.Request.HttpMethod} {path}.", "not_found"),
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
            await FailAsync(400, error.Message, "invalid_request_error").ConfigureAwait(false);
            return;
        }

        var number = server.Record(request);
        var answer = MockAnswer.Default(request);
        var wire = new WireWriter($"chatcmpl-mock-{number}", request, answer, server.TokenDelay);
        context.Response.Headers["x-request-id"] = $"mock-{number}";
        if (request.Stream)
        {
            await StreamAsync(wire, answer).ConfigureAwait(false);
        }
        else
        {
            await WriteJsonAsync(200, wire.Completion()).ConfigureAwait(false);
        }
    }

    private async Task StreamAsync(WireWriter wire, MockAnswer answer)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.SendChunked = true;
        string? role = "assistant";
        foreach (var token in answer.Tokens)
        {
            if (server.TokenDelay > TimeSpan.Zero)
            {
                await Task.Delay(server.TokenDelay, stop).ConfigureAwait(false);
            }

            await WriteEventAsync(wire.Chunk(role, token)).ConfigureAwait(false);
            role = null;
        }

        await WriteEventAsync(wire.LastChunk()).ConfigureAwait(false);
        await context.Response.OutputStream.WriteAsync(s_done, 0, s_done.Length, stop).ConfigureAwait(false);
    }

    // One write for each event: a reader gets it whole and at once.
    private async Task WriteEventAsync(byte[] json)
    {
        byte[] message = [.. s_dataStart, .. json, .. s_eventEnd];
        await context.Response.OutputStream.WriteAsync(message, 0, message.Length, stop).ConfigureAwait(false);
        await context.Response.OutputStream.FlushAsync(stop).ConfigureAwait(false);
    }

    private Task FailAsync(int status, string message, string code) => WriteJsonAsync(status, ErrorBody.Write(message, code));

    private async Task WriteJsonAsync(int status, byte[] json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength64 = json.Length;
        await context.Response.OutputStream.WriteAsync(json, 0, json.Length, stop).ConfigureAwait(false);
    }
}
