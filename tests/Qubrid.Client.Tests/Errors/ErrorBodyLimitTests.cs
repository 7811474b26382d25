using System.Text;

namespace Qubrid.Client.Tests.Errors;

public class ErrorBodyLimitTests
{
    // Long enough to receive the headers on a busy machine. The stalled body takes the whole time.
    private static readonly CallOptions s_shortTimeout = new() { MaximumRetryCount = 0, IdleTimeout = TimeSpan.FromSeconds(1.5) };

    [Theory]
    [InlineData("word ")]
    [InlineData("<")]
    [InlineData("<title")]
    [InlineData("[")]
    public async Task Large_error_body_is_truncated_in_the_message(string block)
    {
        var body = string.Concat(Enumerable.Repeat(block, 500_000 / block.Length));
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(502, body));
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync();
        Assert.Equal(QubridErrorKind.ServerError, failure.Kind);
        Assert.InRange(failure.Message.Length, 10, 600);
    }

    [Fact]
    public async Task Endless_error_body_is_not_read_to_the_end()
    {
        var aborted = TestTimeouts.NewSignal();
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 500;
            context.RequestAborted.Register(aborted.SetResult);
            var block = Encoding.UTF8.GetBytes(new string('x', 1024));
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block);
            }
        });
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync();
        Assert.Equal(QubridErrorKind.ServerError, failure.Kind);
        Assert.StartsWith("xxx", failure.ServiceMessage);
        await aborted.Task.WithTimeout();
    }

    [Theory]
    [InlineData(401, QubridErrorKind.Unauthorized)]
    [InlineData(429, QubridErrorKind.RateLimited)]
    public async Task Stalled_error_body_still_reports_the_status(int status, QubridErrorKind kind)
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("Go away");
            await context.WaitForAbortAsync();
        });
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(s_shortTimeout);
        Assert.Equal(kind, failure.Kind);
        Assert.Equal("Go away", failure.ServiceMessage);
    }

    [Fact]
    public async Task Aborted_error_body_still_reports_the_status()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("Go aw");
            throw StubResponses.Aborted;
        });
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync();
        Assert.Equal(QubridErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("Go aw", failure.ServiceMessage);
    }
}
