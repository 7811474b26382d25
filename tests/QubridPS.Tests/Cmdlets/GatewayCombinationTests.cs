using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests headers, rates, and fallback models together with redaction and divided data.</summary>
public sealed class GatewayCombinationTests : IDisposable
{
    private const string Secret = "gateway-secret-0123";
    private const string Address = "anna@contoso.example";

    private readonly TemporaryFolder _folder = new();
    private readonly MockShell _mock = new();

    public GatewayCombinationTests() => _mock.Get(
        """
        param($value, $file)
        Connect-Qubrid k -BaseUri $mock.BaseUri -Model first -MaximumRetryCount 0 -Headers @{ 'x-gateway-key' = $value } -RequestsPerMinute 60000 `
            -TokensPerMinute 10000000 -Redact Email -Journal $file
        """,
        Secret,
        _folder.File("journal.jsonl"));

    [Theory]
    [InlineData("")]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    [InlineData("-NoStream")]
    public void Answer_of_a_fallback_model_is_restored(string mode)
    {
        _mock.Get("Add-QubridMockReply 'Write to [EMAIL_1].' -Model second; Add-QubridMockReply -StatusCode 503 -Model first");
        var result = _mock.Run($"Invoke-QubridChat 'Ask {Address}, not {Secret}.' {mode} -FallbackModel second -Verbose");
        Assert.Empty(result.AllErrors);
        Assert.Equal($"Write to {Address}.", string.Concat(result.Output.Select(output => output.GetText())));
        AssertNothingLeaked(result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 4")]
    public void Part_that_a_fallback_model_answers_is_merged_and_restored(string mode)
    {
        _mock.Get(
            """
            Add-QubridMockReply 'All wrote to [EMAIL_1].' -Match 'Answer for part 1'
            Add-QubridMockReply -StatusCode 503 -Model first -Match 'Part 2 of the data'
            Add-QubridMockReply 'Part by [EMAIL_1].'
            """);
        var result = _mock.Run(
            $"param($file) 1..100 | ForEach-Object {{ \"line $_ of {Address} with some words\" }} | Invoke-QubridChat 'Who? Not {Secret}.' -MaxInputTokens 500 -Split "
            + $"-FallbackModel second -Checkpoint $file {mode} -Verbose",
            _folder.File("checkpoint.jsonl"));
        Assert.Empty(result.AllErrors);
        var completion = Assert.Single(result.Output);
        Assert.Equal($"All wrote to {Address}.", completion.GetText());
        var parts = ((System.Collections.IEnumerable)completion.GetValue("Parts")!).Cast<object>().Select(PSObject.AsPSObject).ToList();
        Assert.All(parts, part => Assert.Equal($"Part by {Address}.", part.GetText()));
        Assert.Equal("second", parts[1].GetText("Model"));
        AssertNothingLeaked(result);
    }

    [Fact]
    public void Batch_answers_every_item_with_its_own_values()
    {
        _mock.Get("Add-QubridMockReply -StatusCode 503 -Model first -Match 'item 3'; Add-QubridMockReply 'Write to [EMAIL_1].'");
        var result = _mock.Run("1..6 | Invoke-QubridChat -Prompt { \"item $_ of user$_@contoso.example\" } -ThrottleLimit 3 -FallbackModel second -Verbose");
        Assert.Empty(result.AllErrors);
        Assert.Equal(Enumerable.Range(1, 6).Select(item => $"Write to user{item}@contoso.example."), result.Output.Select(completion => completion.GetText()));
        Assert.Equal("second", result.Output[2].GetText("Model"));
        AssertNothingLeaked(result);
    }

    [Fact]
    public void Restored_exchanges_are_measured_by_the_model_that_answered()
    {
        _mock.Get("Add-QubridMockReply 'ok' -Model second; Add-QubridMockReply -StatusCode 404 -Model first; 'a', 'b' | Invoke-QubridChat -FallbackModel second 3>$null");
        var group = _mock.Get("Get-QubridJournal | Measure-QubridChat -Price @{ second = @{ Input = 1; Output = 1 } }").Single();
        Assert.Equal("second", group.GetText("Name"));
        Assert.True((decimal)group.GetValue("Cost")! > 0);
    }

    public void Dispose()
    {
        _mock.Dispose();
        _folder.Dispose();
    }

    private void AssertNothingLeaked(ShellResult result)
    {
        Assert.StartsWith("The model first failed, and second is used instead.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        var detector = new Faults.SecretLeakDetector(Secret);
        detector.Inspect(new object[] { result.Verbose, result.Debug, result.Warnings, result.Progress, result.Information }, "stream");
        detector.Inspect(_mock.Get("Get-QubridConnection; Get-QubridJournal"), "object");
        Assert.Empty(detector.Paths);
        foreach (var text in Directory.GetFiles(_folder.Path).Select(File.ReadAllText))
        {
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("@contoso", text, StringComparison.Ordinal);
        }

        Assert.All(_mock.Requests, request => Assert.DoesNotContain("@contoso", request.GetText("Body"), StringComparison.Ordinal));
    }
}
