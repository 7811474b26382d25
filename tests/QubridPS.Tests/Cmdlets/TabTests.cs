using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tab behind parameters whose values are known.</summary>
public class TabTests
{
    [Theory]
    [InlineData("Invoke-QubridChat hi -Tool Get-Qub", "Get-QubridConnection Get-QubridMockRequest Get-QubridModel")]
    [InlineData("New-QubridTool Get-QubridM", "Get-QubridMockRequest Get-QubridModel")]
    [InlineData("Measure-QubridChat -GroupBy f", "FinishReason")]
    [InlineData("Measure-QubridChat -GroupBy ", "Model FinishReason InputObject. ClientMetrics.Attempts")]
    [InlineData("Invoke-QubridChat hi -As ", "Csv Json List Text")]
    [InlineData("Connect-Qubrid -JournalMode ", "Auto Record Replay")]
    [InlineData("New-QubridMessage hi -Role ", "assistant system tool user")]
    [InlineData("Invoke-QubridChat hi -NoS", "-NoStream")]
    public void What_is_known_is_offered(string typed, string expected)
    {
        using var shell = new Shell();
        using var engine = shell.Create("");
        engine.Commands.Clear();
        var offered = CommandCompletion.CompleteInput(typed, typed.Length, null, engine).CompletionMatches.Select(match => match.CompletionText).ToList();
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
    }
}
