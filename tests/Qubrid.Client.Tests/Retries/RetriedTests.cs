using System.Net;
using System.Net.Sockets;

namespace Qubrid.Client.Tests.Retries;

public class RetriedTests
{
    private static readonly Func<HttpContext, Task> s_good = Answers.Stream(Sse.Say("Hello"));

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_passing_failure_is_tried_again(int status)
    {
        await using var server = await WireServer.StartAsync(Answers.Status(status), Answers.Status(status), s_good);
        using var client = server.Connect();
        var completion = await client.CompleteAsync(Ask.Again());
        Assert.Equal("Hello", completion.Text);
        Assert.Equal(3, completion.ClientMetrics!.Attempts);
        Assert.Equal(3, server.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task A_lasting_failure_is_not_tried_again(int status)
    {
        await using var server = await WireServer.StartAsync(Answers.Status(status), s_good);
        using var client = server.Connect();
        var failure = await client.FailAsync(Ask.Again());
        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Equal(1, failure.Attempts);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task The_last_failure_is_told_when_all_tries_are_used_up()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(500, "a"), Answers.Status(502, "b"), Answers.Status(503, "c"), s_good);
        using var client = server.Connect();
        var failure = await client.FailAsync(Ask.Again(2));
        Assert.Equal("c", failure.ServiceMessage);
        Assert.Equal(3, failure.Attempts);
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task No_retry_means_one_try()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(503), s_good);
        using var client = server.Connect();
        var failure = await client.FailAsync(Ask.Again(0));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again()
    {
        // Bound, but not listening: nobody else can take the port, and connections are refused.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var client = Ask.Connect(new Uri($"http://{socket.LocalEndPoint}/v1"));
        var failure = await client.FailAsync(Ask.Again(2));
        Assert.Equal(QubridErrorKind.ConnectionFailed, failure.Kind);
        Assert.Null(failure.StatusCode);
        Assert.Equal(3, failure.Attempts);
    }

    [Fact]
    public async Task A_connection_lost_before_the_answer_is_tried_again()
    {
        await using var server = await WireServer.StartAsync(
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
            s_good);
        using var client = server.Connect();
        Assert.Equal(2, (await client.CompleteAsync(Ask.Again())).ClientMetrics!.Attempts);
    }

    [Fact]
    public async Task An_error_inside_a_stream_is_not_tried_again()
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(Sse.Events("""{"error":"no"}""")), s_good);
        using var client = server.Connect();
        Assert.Equal(QubridErrorKind.StreamError, (await client.FailAsync(Ask.Again())).Kind);
        Assert.Equal(1, server.Requests);
    }
}
