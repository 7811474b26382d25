using System.Text;

namespace Qubrid.Client.Tests.Support;

/// <summary>What a server of the tests writes.</summary>
internal static class StubResponses
{
    /// <summary>Thrown when an answer has begun, it makes Kestrel send what was written and close the connection.</summary>
    internal static IOException Aborted => new("The server breaks off.");

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

    /// <summary>Writes that much of a stream, then loses the connection.</summary>
    internal static Func<HttpContext, Task> BreakAfter(string body) => async context =>
    {
        await SendEventsAsync(context, body);
        throw Aborted;
    };

    /// <summary>Writes that much of a stream, then nothing until the client goes.</summary>
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

    /// <summary>Ends when the client has closed the connection.</summary>
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
