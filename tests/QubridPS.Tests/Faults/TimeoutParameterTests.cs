using System.Net;
using System.Net.Sockets;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Tests the three timeouts; each error names the one that expired.</summary>
public class TimeoutParameterTests
{
    [Fact]
    public void Connection_timeout_ends_the_call()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(); // accepts the connection, but does not respond to the TLS handshake
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri https://{silent.LocalEndpoint}/v1 -RetryIntervalSec 0.01");
        var error = shell.Run("Invoke-QubridChat hi -ConnectionTimeoutSeconds 0.2 -MaximumRetryCount 1").Error;
        AssertError(error, "Qubrid.Timeout", "connection timeout");
        Assert.Equal(2, PSObject.AsPSObject(error.Exception).GetValue("Attempts"));
    }

    [Fact]
    public async Task Connection_timeout_does_not_apply_after_connecting()
    {
        await using var service = await StubServer.StartAsync(async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            await StubResponses.SendStreamAsync(context, "late");
        });
        using var shell = service.Connect();
        Assert.Equal("late", shell.Run("Invoke-QubridChat hi -ConnectionTimeoutSeconds 1.5").Output.Single().GetText());
    }

    [Fact]
    public Task Operation_timeout_before_the_headers_ends_the_call() =>
        AssertTimesOutAsync(CallPhase.Headers, "-OperationTimeoutSeconds 0.2", "Qubrid.Timeout", @"No response was received within 0\.2 s");

    [Fact]
    public Task Operation_timeout_between_bytes_ends_the_call() =>
        AssertTimesOutAsync(CallPhase.Tokens, "-OperationTimeoutSeconds 1 -MaximumRetryCount 0", "Qubrid.StreamInterrupted", @"stalled: no data was received for 1 s");

    [Theory]
    [InlineData(CallPhase.Headers)]
    [InlineData(CallPhase.Tokens)]
    public Task Total_timeout_ends_one_attempt(CallPhase phase) => AssertTimesOutAsync(phase, "-TimeoutSeconds 1", "Qubrid.Timeout", "total timeout");

    [Fact]
    public async Task Total_timeout_includes_all_retries()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendErrorAsync(context, 503, "later"));
        using var shell = service.Connect();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var error = shell.Run("Invoke-QubridChat hi -TimeoutSeconds 0.5 -MaximumRetryCount 100 -RetryIntervalSec 3600").Error;
        AssertError(error, "Qubrid.Timeout", "total timeout");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.4, 10);
    }

    private static async Task AssertTimesOutAsync(CallPhase phase, string timeoutArgument, string id, string message)
    {
        await using var server = await HoldingServer.StartAsync(phase);
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {server.BaseUri}");
        AssertError(shell.Run("Invoke-QubridChat hi " + timeoutArgument).Error, id, message);
        if (server.WaitForArrival(TimeSpan.Zero)) // on a busy machine, the call can end before the server receives it
        {
            await server.Closed.WaitAsync(server.CloseTimeout);
        }
    }

    private static void AssertError(ErrorRecord error, string id, string message)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Matches(message, error.ErrorDetails.Message);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }
}
