using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>-Checkpoint: the same command again sends only what is missing.</summary>
public class CheckpointTests
{
    private const string Ask = "param($file) 'a', 'b', 'c', 'd', 'e' | Invoke-QubridChat -Checkpoint $file ";

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 3")]
    public void A_second_run_sends_what_is_missing_and_gives_all_in_order(string mode)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var file = folder.File("run.jsonl");
        mock.Get("param($file) 'b', 'd' | Invoke-QubridChat -Checkpoint $file", file);
        var answers = mock.Get(Ask + mode, file);
        Assert.Equal(["b", "d", "a", "c", "e"], mock.Prompts.Take(2).Concat(mock.Prompts.Skip(2).Order(StringComparer.Ordinal)));
        Assert.Equal(["a", "b", "c", "d", "e"], answers.Select(answer => answer.Text("InputObject")));
        Assert.All(answers, answer => Assert.Equal("Mock answer to: " + answer.Text("InputObject"), answer.Text()));
        Assert.Equal(5, mock.Get(Ask + mode, file).Count);
        Assert.Equal(5, mock.Requests.Count);
        Assert.Equal(5, File.ReadAllLines(file).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 2")]
    public async Task A_failure_is_not_kept_and_is_sent_again(string mode)
    {
        var healed = false;
        await using var service = await BusyService.StartAsync((_, context, prompt) =>
            prompt == "c" && !healed ? Wire.ErrorAsync(context, 400, "I will not") : Wire.StreamAsync(context, prompt));
        using var folder = new TemporaryFolder();
        using var shell = service.Connect();
        var first = shell.Run(Ask + mode, folder.File("run"));
        Assert.Equal("c", first.Error.TargetObject);
        Assert.Equal(4, first.Output.Count);
        healed = true;
        Assert.Equal(["a", "b", "c", "d", "e"], shell.Get(Ask + mode, folder.File("run")).Select(answer => answer.Text()));
        Assert.Equal(6, service.Starts.Count);
        Assert.Equal("c", service.Starts.Last().Prompt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 3")]
    public void The_same_prompt_several_times_has_an_answer_for_each(string mode)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var file = folder.File("run");
        var first = mock.Get("param($file) 'x', 'x', 'x' | Invoke-QubridChat -Checkpoint $file " + mode, file);
        var second = mock.Get("param($file) 'x', 'x', 'x', 'x' | Invoke-QubridChat -Checkpoint $file " + mode, file);
        Assert.Equal(3, first.Select(answer => answer.Text("Id")).Distinct().Count());
        Assert.Equal(4, second.Select(answer => answer.Text("Id")).Distinct().Count());
        Assert.Equal(4, mock.Requests.Count);
    }

    [Theory]
    [InlineData("-Model other")]
    [InlineData("-Temperature 0.5")]
    [InlineData("-System 'Be short.'")]
    public void Another_request_is_another_question(string change)
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get("param($file) 'x' | Invoke-QubridChat -Checkpoint $file", folder.File("run"));
        mock.Get("param($file) 'x' | Invoke-QubridChat -Checkpoint $file " + change, folder.File("run"));
        Assert.Equal(2, mock.Requests.Count);
    }

    [Fact]
    public void An_answer_is_the_same_question_however_it_is_shown()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        var file = folder.File("run");
        mock.Get("param($file) 'x y' | Invoke-QubridChat -Checkpoint $file -Stream", file);
        Assert.Equal("Mock answer to: x y", mock.Get("param($file) 'x y' | Invoke-QubridChat -Checkpoint $file -NoStream", file).Single().Text());

        var updates = mock.Get("param($file) 'x y' | Invoke-QubridChat -Checkpoint $file -Stream", file);
        Assert.Equal("Mock answer to: x y", string.Concat(updates.Select(update => update.Text())));
        Assert.All(updates, update => Assert.Equal("x y", update.Get("InputObject")));
        Assert.Equal("Mock answer to: x y", updates[^1].Text("Completion.Text"));
        Assert.Equal(true, updates[^1].Get("IsLast"));

        var live = mock.Run("param($file) 'x y' | Invoke-QubridChat -Checkpoint $file -Live", file);
        Assert.Equal("Mock answer to: x y", string.Concat(live.Information.Select(record => record.MessageData)));
        Assert.Equal("Mock answer to: x y", Assert.Single(live.Output).Text());
        Assert.Single(mock.Requests);
    }

    [Fact]
    public void One_request_of_many_objects_is_kept_too()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        const string script = "param($file) 1, 2, 3 | Invoke-QubridChat 'Add' -Checkpoint $file; Invoke-QubridChat 'Alone' -Checkpoint $file";
        var first = mock.Get(script, folder.File("run"));
        var second = mock.Get(script, folder.File("run"));
        Assert.Equal(first.Select(answer => answer.Text("Id")), second.Select(answer => answer.Text("Id")));
        Assert.Equal(2, mock.Requests.Count);
        Assert.Null(second[0].Get("InputObject"));
    }

    [Fact]
    public async Task A_key_that_the_service_echoes_is_not_in_the_file()
    {
        await using var service = await BusyService.StartAsync((_, context, prompt) =>
            Wire.StreamAsync(context, "your key is ", FakeService.TestKey, " and it is ", FakeService.TestKey[..9], FakeService.TestKey[9..]));
        using var folder = new TemporaryFolder();
        using var shell = service.Connect();
        Assert.Single(shell.Get("param($file) 'x' | Invoke-QubridChat -Checkpoint $file", folder.File("run")));
        var text = await File.ReadAllTextAsync(folder.File("run"));
        Assert.Contains("your key is ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeService.TestKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.Single(shell.Get("param($file) 'x' | Invoke-QubridChat -Checkpoint $file", folder.File("run")));
        Assert.Single(service.Starts);
    }
}
