using System.Net;
using System.Net.Sockets;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Three limits, and each failure says which of them it was.</summary>
public class TimeoutTests
{
    [Fact]
    public void Connect()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(); // takes the connection, and never answers the TLS handshake
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri https://{silent.LocalEndpoint}/v1 -RetryIntervalSec 0.01");
        var error = shell.Run("Invoke-QubridChat hi -ConnectionTimeoutSeconds 0.2 -MaximumRetryCount 1").Error;
        Is(error, "Qubrid.Timeout", "connection timeout");
        Assert.Equal(2, PSObject.AsPSObject(error.Exception).Get("Attempts"));
    }

    [Fact]
    public async Task Connect_is_over_once_there_is_a_connection()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            await Wire.StreamAsync(context, "late");
        });
        using var shell = service.Connect();
        Assert.Equal("late", shell.Run("Invoke-QubridChat hi -ConnectionTimeoutSeconds 1.5").Output.Single().Text());
    }

    [Fact]
    public Task Idle_before_the_headers() =>
        EndsAsync(StopPhase.Headers, "-OperationTimeoutSeconds 0.2", "Qubrid.Timeout", @"No answer began within 0\.2 s");

    [Fact]
    public Task Idle_between_bytes() =>
        EndsAsync(StopPhase.Tokens, "-OperationTimeoutSeconds 0.2 -MaximumRetryCount 0", "Qubrid.StreamInterrupted", @"stalled: nothing came for 0\.2 s");

    [Theory]
    [InlineData(StopPhase.Headers)]
    [InlineData(StopPhase.Tokens)]
    public Task Total_in_one_attempt(StopPhase phase) => EndsAsync(phase, "-TimeoutSeconds 0.3", "Qubrid.Timeout", "total timeout");

    [Fact]
    public async Task Total_over_all_retries()
    {
        await using var service = await FakeService.StartAsync(context => Wire.ErrorAsync(context, 503, "later"));
        using var shell = service.Connect();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var error = shell.Run("Invoke-QubridChat hi -TimeoutSeconds 0.5 -MaximumRetryCount 100 -RetryIntervalSec 3600").Error;
        Is(error, "Qubrid.Timeout", "total timeout");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.4, 10);
    }

    private static async Task EndsAsync(StopPhase phase, string limit, string id, string words)
    {
        await using var server = await StopServer.StartAsync(phase);
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {server.BaseUri}");
        Is(shell.Run("Invoke-QubridChat hi " + limit).Error, id, words);
        await server.Closed.WaitAsync(server.CloseBound);
    }

    private static void Is(ErrorRecord error, string id, string words)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Matches(words, error.ErrorDetails.Message);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }
}
