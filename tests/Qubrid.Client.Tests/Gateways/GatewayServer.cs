namespace Qubrid.Client.Tests.Gateways;

/// <summary>Sends a response of the table from a real server.</summary>
internal static class GatewayServer
{
    internal static Task<TestServer> StartAsync(GatewayResponse response) => TestServer.StartAsync(async context =>
    {
        await context.ReadBodyAsync();
        context.Response.StatusCode = (int)response.Status;
        if (response.ContentType.Length > 0)
        {
            context.Response.ContentType = response.ContentType;
        }

        if (response.ContentEncoding is not null)
        {
            context.Response.Headers.ContentEncoding = response.ContentEncoding;
        }

        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.Body.WriteAsync(response.Body);
        await context.Response.Body.FlushAsync();
        switch (response.Ending)
        {
            case ResponseEnding.Reset:
                await Task.Delay(50); // lets the client read the body, because a reset discards unread data
                context.Abort();
                break;
            case ResponseEnding.Silence:
                await context.WaitForAbortAsync();
                break;
        }
    });
}
