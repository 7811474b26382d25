using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests -Checkpoint: running a command again sends only missing requests.</summary>
public class CheckpointTests
{
    private const string Invoke = "param($file) 'a', 'b', 'c', 'd', 'e' | Invoke-QubridChat -Checkpoint $file ";

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 3")]
    public void Second_run_sends_only_missing_requests_and_returns_all_in_order(string mode)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var file = folder.File("run.jsonl");
        mock.Get("param($file) 'b', 'd' | Invoke-QubridChat -Checkpoint $file", file);
        var completions = mock.Get(Invoke + mode, file);
        Assert.Equal(["b", "d", "a", "c", "e"], mock.Prompts.Take(2).Concat(mock.Prompts.Skip(2).Order(StringComparer.Ordinal)));
        Assert.Equal(["a", "b", "c", "d", "e"], completions.Select(completion => completion.GetText("InputObject")));
        Assert.All(completions, completion => Assert.Equal("Mock answer to: " + completion.GetText("InputObject"), completion.GetText()));
        Assert.Equal(5, mock.Get(Invoke + mode, file).Count);
        Assert.Equal(5, mock.Requests.Count);
        Assert.Equal(5, File.ReadAllLines(file).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 2")]
    public async Task Failed_request_is_not_saved_and_is_sent_again(string mode)
    {
        var isHealthy = false;
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, prompt) =>
            prompt == "c" && !isHealthy ? StubResponses.SendErrorAsync(context, 400, "I will not") : StubResponses.SendStreamAsync(context, prompt));
        using var folder = new TemporaryFolder();
        using var shell = service.Connect();
        var first = shell.Run(Invoke + mode, folder.File("run"));
        Assert.Equal("c", first.Error.TargetObject);
        Assert.Equal(4, first.Output.Count);
        isHealthy = true;
        Assert.Equal(["a", "b", "c", "d", "e"], shell.Get(Invoke + mode, folder.File("run")).Select(completion => completion.GetText()));
        Assert.Equal(6, service.RequestStarts.Count);
        Assert.Equal("c", service.RequestStarts.Last().Prompt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 3")]
    public void Repeated_prompt_has_one_completion_per_request(string mode)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var file = folder.File("run");
        var first = mock.Get("param($file) 'x', 'x', 'x' | Invoke-QubridChat -Checkpoint $file " + mode, file);
        var second = mock.Get("param($file) 'x', 'x', 'x', 'x' | Invoke-QubridChat -Checkpoint $file " + mode, file);
        Assert.Equal(3, first.Select(completion => completion.GetText("Id")).Distinct().Count());
        Assert.Equal(4, second.Select(completion => completion.GetText("Id")).Distinct().Count());
        Assert.Equal(4, mock.Requests.Count);
    }

    [Theory]
    [InlineData("-Model other")]
    [InlineData("-Temperature 0.5")]
    [InlineData("-System 'Be short.'")]
    public void Changed_request_is_sent_again(string change)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get("param($file) 'x' | Invoke-QubridChat -Checkpoint $file", folder.File("run"));
        mock.Get("param($file) 'x' | Invoke-QubridChat -Checkpoint $file " + change, folder.File("run"));
        Assert.Equal(2, mock.Requests.Count);
    }

    [Fact]
    public void Output_mode_does_not_change_the_checkpoint_key()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var file = folder.File("run");
        mock.Get("param($file) 'x y' | Invoke-QubridChat -Checkpoint $file -Stream", file);
        Assert.Equal("Mock answer to: x y", mock.Get("param($file) 'x y' | Invoke-QubridChat -Checkpoint $file -NoStream", file).Single().GetText());

        var updates = mock.Get("param($file) 'x y' | Invoke-QubridChat -Checkpoint $file -Stream", file);
        Assert.Equal("Mock answer to: x y", string.Concat(updates.Select(update => update.GetText())));
        Assert.All(updates, update => Assert.Equal("x y", update.GetValue("InputObject")));
        Assert.Equal("Mock answer to: x y", updates[^1].GetText("Completion.Text"));
        Assert.Equal(true, updates[^1].GetValue("IsLast"));

        var live = mock.Run("param($file) 'x y' | Invoke-QubridChat -Checkpoint $file -Live", file);
        Assert.Equal("Mock answer to: x y", string.Concat(live.Information.Select(record => record.MessageData)));
        Assert.Equal("Mock answer to: x y", Assert.Single(live.Output).GetText());
        Assert.Single(mock.Requests);
    }

    [Fact]
    public void Single_request_with_many_objects_is_saved()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        const string script = "param($file) 1, 2, 3 | Invoke-QubridChat 'Add' -Checkpoint $file; Invoke-QubridChat 'Alone' -Checkpoint $file";
        var first = mock.Get(script, folder.File("run"));
        var second = mock.Get(script, folder.File("run"));
        Assert.Equal(first.Select(completion => completion.GetText("Id")), second.Select(completion => completion.GetText("Id")));
        Assert.Equal(2, mock.Requests.Count);
        Assert.Null(second[0].GetValue("InputObject"));
    }

    [Fact]
    public async Task Echoed_key_is_not_written_to_the_file()
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync((_, context, prompt) =>
            StubResponses.SendStreamAsync(context, "your key is ", StubServer.TestKey, " and it is ", StubServer.TestKey[..9], StubServer.TestKey[9..]));
        using var folder = new TemporaryFolder();
        using var shell = service.Connect();
        Assert.Single(shell.Get("param($file) 'x' | Invoke-QubridChat -Checkpoint $file", folder.File("run")));
        var text = await File.ReadAllTextAsync(folder.File("run"));
        Assert.Contains("your key is ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(StubServer.TestKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.Single(shell.Get("param($file) 'x' | Invoke-QubridChat -Checkpoint $file", folder.File("run")));
        Assert.Single(service.RequestStarts);
    }
}
