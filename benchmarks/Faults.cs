using System.Text;
using Microsoft.AspNetCore.Http;

namespace QubridPS.Benchmarks;

/// <summary>Completes every third request; the others fail, each in the next of several ways.</summary>
internal static class Faults
{
    private static int s_count;

    internal static async Task RespondAsync(HttpContext context, Func<HttpContext, int, Task> respond)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        var number = Interlocked.Increment(ref s_count);
        var fault = number % 3 == 0 ? -1 : number / 3 % 8;
        switch (fault)
        {
            case 0:
                context.Abort();
                break;
            case 1:
                await SendAsync(context, "text/event-stream", "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}\n\n");
                context.Abort();
                break;
            case 2:
                context.Response.StatusCode = 500;
                await SendAsync(context, "application/json", "{\"error\":{\"message\":\"no\"}}");
                break;
            case 3:
                context.Response.StatusCode = 429;
                context.Response.Headers["retry-after-ms"] = "1";
                break;
            case 4:
                await SendAsync(context, "text/event-stream", "data: {\"error\":{\"message\":\"out of memory\"}}\n\n");
                break;
            case 5:
                await SendAsync(context, "text/html", "<title>Bad gateway</title>");
                break;
            case 6:
                await SendAsync(context, "text/event-stream", "data: {broken\n\n");
                break;
            case 7:
                await SendAsync(context, "text/event-stream", "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"no end\"}}]}\n\n");
                break;
            default:
                await respond(context, 20);
                break;
        }
    }

    private static async Task SendAsync(HttpContext context, string type, string body)
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        await context.Response.Body.FlushAsync();
    }
}
