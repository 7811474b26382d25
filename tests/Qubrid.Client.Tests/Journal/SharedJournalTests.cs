using System.Text.Json;

namespace Qubrid.Client.Tests.Journal;

/// <summary>Tests several writers and readers of one file.</summary>
public class SharedJournalTests
{
    private const int CompletionCount = 300;

    private static readonly ChatCompletion s_completion = new() { Choices = [new() { Message = new() { Role = ChatRoles.Assistant, Content = "yes" } }] };

    private static ChatRequest CreateRequest(int number) => TestClient.CreateRequest($"m{number}");

    [Fact]
    public async Task Completions_can_be_read_while_others_are_added()
    {
        using var folder = new JournalFolder();
        using var client = TestClient.Connect(new Uri("http://127.0.0.1:1/v1"));
        var first = RequestJournal.Open(folder.File);
        AddCompletions(first, client, 0);
        var journal = RequestJournal.Open(folder.File);
        var writers = new[] { journal, first }.Select((each, index) => Task.Run(() => AddCompletions(each, client, (index + 1) * CompletionCount))).ToArray();
        for (var number = 0; number < CompletionCount; number++)
        {
            Assert.Equal("yes", journal.TryTakeNext(CreateRequest(number))!.Completion!.Text);
        }

        await Task.WhenAll(writers).WithTimeout();
        Assert.Equal(3 * CompletionCount, RequestJournal.Open(folder.File).Count);
        Assert.Equal(3 * CompletionCount, File.ReadLines(folder.File).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("hash").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Journal_can_be_opened_while_another_process_writes()
    {
        using var folder = new JournalFolder();
        using var client = TestClient.Connect(new Uri("http://127.0.0.1:1/v1"));
        var isWriting = RequestJournal.Open(folder.File);
        var writer = Task.Run(() => AddCompletions(isWriting, client, 0));
        var isSeen = 0;
        while (!writer.IsCompleted)
        {
            var count = RequestJournal.Open(folder.File).Count;
            Assert.InRange(count, isSeen, CompletionCount);
            isSeen = count;
        }

        await writer;
        Assert.Equal(CompletionCount, RequestJournal.Open(folder.File).Count);
    }

    [Fact]
    public void Concatenated_files_are_read_as_one_journal()
    {
        using var one = new JournalFolder();
        using var client = TestClient.Connect(new Uri("http://127.0.0.1:1/v1"));
        client.Record(RequestJournal.Open(one.File), CreateRequest(1), s_completion);
        var line = File.ReadAllText(one.File).TrimEnd();
        using var other = new JournalFolder();
        client.Record(RequestJournal.Open(other.File), CreateRequest(2), s_completion);
        File.WriteAllText(one.File, $"\uFEFF{line}\r\n\uFEFF{File.ReadAllText(other.File).TrimEnd()}\r\n");
        var merged = RequestJournal.Open(one.File);
        Assert.Equal(2, merged.Count);
        Assert.Equal("yes", merged.TryTakeNext(CreateRequest(1))!.Completion!.Text);
        Assert.Equal("yes", merged.TryTakeNext(CreateRequest(2))!.Completion!.Text);
    }

    [Fact]
    public async Task Locked_file_is_retried()
    {
        using var folder = new JournalFolder();
        using var client = TestClient.Connect(new Uri("http://127.0.0.1:1/v1"));
        var journal = RequestJournal.Open(folder.File);
        client.Record(journal, CreateRequest(1), s_completion);
        journal = RequestJournal.Open(folder.File);
        var (locked, opened, added) = (Task.FromResult<ChatCall?>(null), Task.FromResult(journal), Task.CompletedTask);
        using (new FileStream(folder.File, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            locked = Task.Run(() => journal.TryTakeNext(CreateRequest(1)));
            opened = Task.Run(() => RequestJournal.Open(folder.File));
            added = Task.Run(() => client.Record(journal, CreateRequest(2), s_completion));
            await Task.Delay(100);
        }

        Assert.Equal("yes", (await locked.WithTimeout())!.Completion!.Text);
        Assert.InRange((await opened.WithTimeout()).Count, 1, 2);
        await added.WithTimeout();
        Assert.Equal(2, RequestJournal.Open(folder.File).Count);
    }

    private static void AddCompletions(RequestJournal journal, QubridClient client, int start)
    {
        for (var number = start; number < start + CompletionCount; number++)
        {
            client.Record(journal, CreateRequest(number), s_completion);
        }
    }
}
