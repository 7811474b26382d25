using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Every fault in every mode: one error with all that is known of it, or the answer, and never anything between.</summary>
public class FaultMatrixTests
{
    // A timer of the system may be a few milliseconds early.
    private static readonly TimeSpan s_earlyTimer = TimeSpan.FromMilliseconds(30);

    public static TheoryData<string, Mode> Cells { get; } =
        new MatrixTheoryData<string, Mode>(FaultTable.Rows.Select(fault => fault.Name), Modes.All);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_fault_is_told_as_what_it_is(string name, Mode mode)
    {
        var fault = FaultTable.Rows.Single(row => row.Name == name);
        await using var server = fault.Act is null ? null : await FaultServer.StartAsync(fault);
        using var shell = new Shell();
        shell.Get($"Connect-Qubrid -ApiKey {FakeService.TestKey} -BaseUri {server?.BaseUri ?? fault.Address} -RetryIntervalSec 0.01 -MaximumRetryCount 1");
        var result = shell.Run($"{mode.Script()} {fault.Patience}");

        if (fault.Id(mode) == Fault.Ok)
        {
            AnswerIsWhole(fault, mode, result);
        }
        else
        {
            FailureIsTold(fault, mode, result);
        }

        // Also where it fails the line is ended, so that the error begins on one of its own.
        var live = fault.Text.Length == 0 ? "" : fault.Text + "\n";
        Assert.Equal(mode == Mode.Live ? live : "", shell.Host.Screen.Text.ReplaceLineEndings("\n"));
        if (server is not null)
        {
            Assert.Equal(fault.AttemptsOf(mode), server.Requests);
            Assert.True(server.Pause >= fault.Pause - s_earlyTimer, $"tried again after {server.Pause.TotalSeconds:0.000} s");
            Assert.True(server.Bytes <= (fault.MostBytes ?? long.MaxValue), $"{server.Bytes} bytes were taken");
        }
    }

    private static void AnswerIsWhole(Fault fault, Mode mode, ShellResult result)
    {
        Assert.Empty(result.AllErrors);
        var completion = mode == Mode.Stream ? PSObject.AsPSObject(result.Output[^1].Get("Completion")!) : Assert.Single(result.Output);
        Assert.Equal(fault.Text, completion.Text());
        Assert.Equal(fault.AttemptsOf(mode), completion.Get("ClientMetrics.Attempts"));
        if (mode == Mode.Stream)
        {
            Assert.Equal(fault.Text, string.Concat(result.Output));
        }
    }

    private static void FailureIsTold(Fault fault, Mode mode, ShellResult result)
    {
        var error = result.Error; // exactly one
        Assert.Equal($"Qubrid.{fault.Id(mode)},QubridPS.Commands.InvokeQubridChatCommand", error.FullyQualifiedErrorId);
        Assert.Equal(mode.Target(), error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Matches("^[A-Z].{20,}", error.ErrorDetails.Message);
        Assert.DoesNotMatch(@"Exception was thrown|System\.|0x8", error.ErrorDetails.Message);

        var failure = PSObject.AsPSObject(error.Exception);
        Assert.Equal("Qubrid.Client.QubridApiException", failure.TypeName());
        Assert.Equal(fault.AttemptsOf(mode), failure.Get("Attempts"));
        Assert.Equal(fault.TextOf(mode), failure.Text("PartialCompletion.Text") ?? "");
        if (fault.TextOf(mode).Length > 0)
        {
            Assert.Equal(mode.IsOfItem() ? "item" : null, failure.Get("PartialCompletion.InputObject"));
        }

        Assert.Equal(mode == Mode.Stream ? fault.Text : "", string.Concat(result.Output));
        Assert.DoesNotContain(result.Output, update => update.Get("IsLast") is true);
    }
}
