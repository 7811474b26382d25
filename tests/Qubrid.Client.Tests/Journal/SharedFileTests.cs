using System.Text.Json;

namespace Qubrid.Client.Tests.Journal;

/// <summary>Several writers and readers of one file.</summary>
public class SharedFileTests
{
    private const int Answers = 300;

    private static readonly ChatCompletion s_answer = new() { Choices = [new() { Message = new() { Role = ChatRoles.Assistant, Content = "yes" } }] };

    private static ChatRequest Number(int number) => Ask.Request($"m{number}");

    [Fact]
    public async Task Answers_can_be_taken_while_others_are_added()
    {
        using var folder = new JournalFolder();
        using var client = Ask.Connect(new Uri("http://127.0.0.1:1/v1"));
        var first = RequestJournal.Open(folder.File);
        Fill(first, client, 0);
        var journal = RequestJournal.Open(folder.File);
        var writers = new[] { journal, first }.Select((each, place) => Task.Run(() => Fill(each, client, (place + 1) * Answers))).ToArray();
        for (var number = 0; number < Answers; number++)
        {
            Assert.Equal("yes", journal.TryTakeNext(Number(number))!.Completion!.Text);
        }

        await Task.WhenAll(writers).Soon();
        Assert.Equal(3 * Answers, RequestJournal.Open(folder.File).Count);
        Assert.Equal(3 * Answers, File.ReadLines(folder.File).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("hash").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_journal_can_be_opened_while_another_writes()
    {
        using var folder = new JournalFolder();
        using var client = Ask.Connect(new Uri("http://127.0.0.1:1/v1"));
        var writing = RequestJournal.Open(folder.File);
        var writer = Task.Run(() => Fill(writing, client, 0));
        var seen = 0;
        while (!writer.IsCompleted)
        {
            var count = RequestJournal.Open(folder.File).Count;
            Assert.InRange(count, seen, Answers);
            seen = count;
        }

        await writer;
        Assert.Equal(Answers, RequestJournal.Open(folder.File).Count);
    }

    [Fact]
    public void Files_that_were_merged_by_a_shell_are_one_journal()
    {
        using var one = new JournalFolder();
        using var client = Ask.Connect(new Uri("http://127.0.0.1:1/v1"));
        RequestJournal.Open(one.File).Add(Number(1), s_answer, client);
        var line = File.ReadAllText(one.File).TrimEnd();
        using var other = new JournalFolder();
        RequestJournal.Open(other.File).Add(Number(2), s_answer, client);
        File.WriteAllText(one.File, $"\uFEFF{line}\r\n\uFEFF{File.ReadAllText(other.File).TrimEnd()}\r\n");
        var merged = RequestJournal.Open(one.File);
        Assert.Equal(2, merged.Count);
        Assert.Equal("yes", merged.TryTakeNext(Number(1))!.Completion!.Text);
        Assert.Equal("yes", merged.TryTakeNext(Number(2))!.Completion!.Text);
    }

    [Fact]
    public async Task Whoever_finds_the_file_locked_waits_a_moment()
    {
        using var folder = new JournalFolder();
        using var client = Ask.Connect(new Uri("http://127.0.0.1:1/v1"));
        var journal = RequestJournal.Open(folder.File);
        journal.Add(Number(1), s_answer, client);
        journal = RequestJournal.Open(folder.File);
        var (taken, opened, added) = (Task.FromResult<ChatCall?>(null), Task.FromResult(journal), Task.CompletedTask);
        using (new FileStream(folder.File, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            taken = Task.Run(() => journal.TryTakeNext(Number(1)));
            opened = Task.Run(() => RequestJournal.Open(folder.File));
            added = Task.Run(() => journal.Add(Number(2), s_answer, client));
            await Task.Delay(100);
        }

        Assert.Equal("yes", (await taken.Soon())!.Completion!.Text);
        Assert.InRange((await opened.Soon()).Count, 1, 2);
        await added.Soon();
        Assert.Equal(2, RequestJournal.Open(folder.File).Count);
    }

    private static void Fill(RequestJournal journal, QubridClient client, int from)
    {
        for (var number = from; number < from + Answers; number++)
        {
            journal.Add(Number(number), s_answer, client);
        }
    }
}
