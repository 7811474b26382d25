using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Tests every fault in every mode: the result is either exactly one error with all details, or the completion.</summary>
public class FaultMatrixTests(SharedShell session) : IClassFixture<SharedShell>
{
    // System timers can fire a few milliseconds early.
    private static readonly TimeSpan s_earlyTimer = TimeSpan.FromMilliseconds(30);

    public static TheoryData<string, InvocationMode> Cells { get; } =
        new MatrixTheoryData<string, InvocationMode>(FaultTable.Rows.Select(faultCase => faultCase.Name), InvocationModes.All);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Fault_is_reported_with_its_error_id(string name, InvocationMode mode)
    {
        var faultCase = FaultTable.Rows.Single(row => row.Name == name);
        await using var server = faultCase.Respond is null ? null : await FaultServer.StartAsync(faultCase);
        var shell = session.Shell;
        var screen = shell.Host.Screen.Text.Length;
        shell.Get($"Connect-Qubrid -ApiKey {StubServer.TestKey} -BaseUri {server?.BaseUri ?? faultCase.Address} -RetryIntervalSec 0.01 -MaximumRetryCount 1");
        var result = shell.Run($"{mode.GetScript()} {faultCase.TimeoutArguments}");

        if (faultCase.GetErrorId(mode) == FaultCase.Ok)
        {
            AssertCompleted(faultCase, mode, result);
        }
        else
        {
            AssertFailed(faultCase, mode, result);
        }

        // After a failure the line is ended too, so that the error starts on a new line.
        var live = faultCase.Text.Length == 0 ? "" : faultCase.Text + "\n";
        Assert.Equal(mode == InvocationMode.Live ? live : "", shell.Host.Screen.Text[screen..].ReplaceLineEndings("\n"));
        if (server is not null)
        {
            Assert.Equal(faultCase.GetAttempts(mode), server.Requests);
            Assert.True(server.ShortestPause >= faultCase.MinRetryDelay - s_earlyTimer, $"tried again after {server.ShortestPause.TotalSeconds:0.000} s");
            Assert.True(server.Bytes <= (faultCase.MaxBytes ?? long.MaxValue), $"{server.Bytes} bytes were taken");
        }
    }

    private static void AssertCompleted(FaultCase faultCase, InvocationMode mode, ShellResult result)
    {
        Assert.Empty(result.AllErrors);
        var completion = mode == InvocationMode.Stream ? PSObject.AsPSObject(result.Output[^1].GetValue("Completion")!) : Assert.Single(result.Output);
        Assert.Equal(faultCase.Text, completion.GetText());
        Assert.Equal(faultCase.GetAttempts(mode), completion.GetValue("ClientMetrics.Attempts"));
        if (mode == InvocationMode.Stream)
        {
            Assert.Equal(faultCase.Text, string.Concat(result.Output));
        }
    }

    private static void AssertFailed(FaultCase faultCase, InvocationMode mode, ShellResult result)
    {
        var error = result.Error;
        Assert.Equal($"Qubrid.{faultCase.GetErrorId(mode)},QubridPS.InvokeQubridChatCommand", error.FullyQualifiedErrorId);
        Assert.Equal(mode.GetTargetObject(), error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Matches("^[A-Z].{20,}", error.ErrorDetails.Message);
        Assert.DoesNotMatch(@"Exception was thrown|System\.|0x8", error.ErrorDetails.Message);

        var failure = PSObject.AsPSObject(error.Exception);
        Assert.Equal("Qubrid.Client.QubridApiException", failure.GetTypeName());
        Assert.Equal(faultCase.GetAttempts(mode), failure.GetValue("Attempts"));
        Assert.Equal(faultCase.GetText(mode), failure.GetText("PartialCompletion.Text") ?? "");
        if (faultCase.GetText(mode).Length > 0)
        {
            Assert.Equal(mode.IsItemError() ? "item" : null, failure.GetValue("PartialCompletion.InputObject"));
        }

        Assert.Equal(mode == InvocationMode.Stream ? faultCase.Text : "", string.Concat(result.Output));
        Assert.DoesNotContain(result.Output, update => update.GetValue("IsLast") is true);
    }
}
