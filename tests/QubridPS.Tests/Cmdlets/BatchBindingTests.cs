using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests rows and script blocks as prompts in a batch.</summary>
public class BatchBindingTests
{
    private const string Rows = """
        & { for ($i = 0; $i -lt 20; $i++) { [pscustomobject]@{ Id = "$i"; Prompt = "$(if ($i -ne 7) { "Ask $i" })"; Model = "m$i"; Temperature = $(if ($i -eq 9) { 'hot' } else { '0.5' }) } } }
        """;

    [Fact]
    public void Each_row_has_its_own_prompt_settings_and_error()
    {
        using var mock = new MockShell();
        var result = mock.Run(Rows + " | Invoke-QubridChat -ThrottleLimit 8");
        Assert.Equal(["Qubrid.EmptyPrompt", "Qubrid.InvalidInput"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["7", "9"], result.Errors.Select(error => PSObject.AsPSObject(error.TargetObject).GetText("Id")));
        var ids = Enumerable.Range(0, 20).Where(number => number is not (7 or 9)).Select(number => $"{number}").ToList();
        Assert.Equal(ids, result.Output.Select(completion => completion.GetText("InputObject.Id")));
        Assert.All(result.Output, completion => Assert.Equal("Mock answer to: Ask " + completion.GetText("InputObject.Id"), completion.GetText()));
        Assert.All(mock.Requests, request => Assert.Equal("Ask " + request.GetText("Model")![1..], request.GetText("Prompt")));
    }

    [Fact]
    public void Script_block_creates_each_prompt_and_row_settings_are_ignored()
    {
        using var mock = new MockShell();
        var completions = mock.Get(Rows + " | Invoke-QubridChat -Prompt { \"Explain $($_.Id)\" } -ThrottleLimit 8");
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"Mock answer to: Explain {number}"), completions.Select(completion => completion.GetText()));
        Assert.All(mock.Requests, request => Assert.Equal("openai/gpt-oss-120b", request.GetText("Model")));
    }

    [Fact]
    public void Each_sends_one_request_per_object_in_order()
    {
        using var mock = new MockShell();
        var completions = mock.Get(Rows + " | Invoke-QubridChat 'Judge' -Each -Property Id -ThrottleLimit 8");
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), completions.Select(completion => completion.GetText("InputObject.Id")));
        Assert.Equal(20, mock.Prompts.Select(prompt => FencedData.Parse(prompt).Text).Distinct().Count());
    }
}
