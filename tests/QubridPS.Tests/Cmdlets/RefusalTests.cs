using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests completions in which the model refuses to answer.</summary>
public class RefusalTests
{
    private const string Refused = """
        {"model":"m","choices":[{"message":{"role":"assistant","content":null,"refusal":"I cannot help with that."},"finish_reason":"stop"}]}
        """;

    private const string Streamed =
        "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot \"}}]}\n\n"
        + "data: {\"choices\":[{\"delta\":{\"refusal\":\"help with that.\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    [Theory]
    [InlineData("")]
    [InlineData("-NoStream")]
    [InlineData("-Stream | Where-Object IsLast | ForEach-Object Completion")]
    public async Task Refusal_is_a_property_of_the_completion_and_is_shown(string mode)
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, mode == "-NoStream" ? Refused : Streamed));
        using var shell = service.Connect();
        Assert.Matches("^Refused: I cannot help with that\\.\nm · (.* · )?stop$", shell.Show("Invoke-QubridChat hi " + mode).Trim());
        var completion = shell.Get("Invoke-QubridChat hi " + mode).Single();
        Assert.Equal("I cannot help with that.", completion.GetText("Refusal"));
        Assert.Null(completion.GetValue("Text"));
    }

    [Fact]
    public async Task Live_mode_shows_the_refusal()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, Streamed));
        using var shell = service.Connect();
        Assert.StartsWith("Refused: I cannot help with that.\n", shell.Show("$answer = Invoke-QubridChat hi -Live; $answer.Refusal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_with_a_refusal_shows_it_in_the_table()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, Refused));
        using var shell = service.Connect();
        Assert.Contains("Refused: I cannot help with that.", shell.Show("(Invoke-QubridChat hi -NoStream).Messages"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$first | Invoke-QubridChat why -NoStream")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($first, 3)) | Invoke-QubridChat why -NoStream")]
    [InlineData("$first.Messages + @{ role = 'user'; content = 'why' } | Invoke-QubridChat -NoStream")]
    [InlineData("@{ role = 'user'; content = 'hi' }, @{ role = 'assistant'; content = $null; refusal = $first.Refusal }, @{ role = 'user'; content = 'why' } | Invoke-QubridChat -NoStream")]
    public async Task Refusal_is_sent_back_in_the_conversation(string script)
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, Refused));
        using var shell = service.Connect();
        shell.Get("$first = Invoke-QubridChat hi -NoStream; " + script);
        Assert.Contains("""{"role":"assistant","content":null,"refusal":"I cannot help with that."}""", service.Bodies.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoint_stores_a_refusal()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, Streamed));
        using var folder = new TemporaryFolder();
        using var shell = service.Connect();
        const string script = "param($file) 'a' | Invoke-QubridChat -Checkpoint $file";
        Assert.Equal("I cannot help with that.", shell.Get(script, folder.File("run")).Single().GetText("Refusal"));
        Assert.Equal("I cannot help with that.", shell.Get(script, folder.File("run")).Single().GetText("Refusal"));
        Assert.Single(service.Bodies);
    }
}
