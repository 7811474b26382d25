using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Rows and script blocks side by side.</summary>
public class BatchBindingTests
{
    private const string Rows = """
        & { for ($i = 0; $i -lt 20; $i++) { [pscustomobject]@{ Id = "$i"; Prompt = "$(if ($i -ne 7) { "Ask $i" })"; Model = "m$i"; Temperature = $(if ($i -eq 9) { 'hot' } else { '0.5' }) } } }
        """;

    [Fact]
    public void Each_row_has_its_prompt_its_settings_and_its_own_fault()
    {
        using var mock = new MockShell();
        var result = mock.Run(Rows + " | Invoke-QubridChat -ThrottleLimit 8");
        Assert.Equal(["Qubrid.EmptyPrompt", "Qubrid.InvalidInput"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["7", "9"], result.Errors.Select(error => PSObject.AsPSObject(error.TargetObject).Text("Id")));
        var ids = Enumerable.Range(0, 20).Where(number => number is not (7 or 9)).Select(number => $"{number}").ToList();
        Assert.Equal(ids, result.Output.Select(answer => answer.Text("InputObject.Id")));
        Assert.All(result.Output, answer => Assert.Equal("Mock answer to: Ask " + answer.Text("InputObject.Id"), answer.Text()));
        Assert.All(mock.Requests, request => Assert.Equal("Ask " + request.Text("Model")![1..], request.Text("Prompt")));
    }

    [Fact]
    public void A_script_block_makes_each_prompt_and_the_row_does_not_steer()
    {
        using var mock = new MockShell();
        var answers = mock.Get(Rows + " | Invoke-QubridChat -Prompt { \"Explain $($_.Id)\" } -ThrottleLimit 8");
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"Mock answer to: Explain {number}"), answers.Select(answer => answer.Text()));
        Assert.All(mock.Requests, request => Assert.Equal("openai/gpt-oss-120b", request.Text("Model")));
    }

    [Fact]
    public void Data_with_Each_is_a_request_for_each_in_order()
    {
        using var mock = new MockShell();
        var answers = mock.Get(Rows + " | Invoke-QubridChat 'Judge' -Each -Property Id -ThrottleLimit 8");
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), answers.Select(answer => answer.Text("InputObject.Id")));
        Assert.Equal(20, mock.Prompts.Select(prompt => DataPart.Of(prompt).Text).Distinct().Count());
    }
}
