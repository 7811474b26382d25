using System.Text;

namespace Qubrid.Client.Tests.Support;

/// <summary>Creates responses of the test server.</summary>
internal static class StubResponses
{
    /// <summary>Gets the exception that makes Kestrel send what was written and abort the connection, if it is thrown after the response has started.</summary>
    internal static IOException Aborted => new("The server aborts the response.");

    internal static Func<HttpContext, Task> SendStream(string body) => context => SendEventsAsync(context, body);

    internal static Func<HttpContext, Task> SendJson(string body) => SendStatus(200, body);

    internal static Func<HttpContext, Task> SendStatus(int status, string body = "", string type = "application/json", params (string, string)[] headers) =>
        async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        };

    /// <summary>Sends part of a stream, then drops the connection.</summary>
    internal static Func<HttpContext, Task> BreakAfter(string body) => async context =>
    {
        await SendEventsAsync(context, body);
        throw Aborted;
    };

    /// <summary>Sends part of a stream, then nothing until the client closes the connection.</summary>
    internal static Func<HttpContext, Task> StallAfter(string body) => async context =>
    {
        await SendEventsAsync(context, body);
        await context.WaitForAbortAsync();
    };

    internal static async Task SendEventsAsync(this HttpContext context, string body)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream";
        }

        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        await context.Response.Body.FlushAsync();
    }

    /// <summary>Completes when the client has closed the connection.</summary>
    internal static Task WaitForAbortAsync(this HttpContext context)
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(() => aborted.TrySetResult());
        return aborted.Task;
    }

    internal static async Task<string> ReadBodyAsync(this HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(false, true));
        return await reader.ReadToEndAsync();
    }
}
