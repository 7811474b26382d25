using System.Text;

namespace Qubrid.Client.Tests.Errors;

public class ErrorBodyLimitTests
{
    // Long enough for the headers to come also on a busy machine; the stall behind them takes it in full.
    private static readonly CallOptions s_impatient = new() { MaximumRetryCount = 0, IdleTimeout = TimeSpan.FromSeconds(1.5) };

    [Theory]
    [InlineData("word ")]
    [InlineData("<")]
    [InlineData("<title")]
    [InlineData("[")]
    public async Task A_big_body_is_told_in_short(string piece)
    {
        var body = string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length));
        await using var server = await WireServer.StartAsync(Answers.Status(502, body));
        using var client = server.Connect();
        var failure = await client.FailAsync();
        Assert.Equal(QubridErrorKind.ServerError, failure.Kind);
        Assert.InRange(failure.Message.Length, 10, 600);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_not_read_on()
    {
        var gone = Patience.Gate();
        await using var server = await WireServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 500;
            context.RequestAborted.Register(gone.SetResult);
            var piece = Encoding.UTF8.GetBytes(new string('x', 1024));
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece);
            }
        });
        using var client = server.Connect();
        var failure = await client.FailAsync();
        Assert.Equal(QubridErrorKind.ServerError, failure.Kind);
        Assert.StartsWith("xxx", failure.ServiceMessage);
        await gone.Task.Soon();
    }

    [Theory]
    [InlineData(401, QubridErrorKind.Unauthorized)]
    [InlineData(429, QubridErrorKind.RateLimited)]
    public async Task A_body_that_stalls_does_not_hide_the_status(int status, QubridErrorKind kind)
    {
        await using var server = await WireServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("Go away");
            await context.UntilAborted();
        });
        using var client = server.Connect();
        var failure = await client.FailAsync(s_impatient);
        Assert.Equal(kind, failure.Kind);
        Assert.Equal("Go away", failure.ServiceMessage);
    }

    [Fact]
    public async Task A_body_that_breaks_off_does_not_hide_the_status()
    {
        await using var server = await WireServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("Go aw");
            throw Answers.Broken;
        });
        using var client = server.Connect();
        var failure = await client.FailAsync();
        Assert.Equal(QubridErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("Go aw", failure.ServiceMessage);
    }
}
