using System.Globalization;
using System.Text.Json.Nodes;

namespace Qubrid.Client.Tests.Journal;

/// <summary>Tests reading the recorded exchanges of a journal.</summary>
public class JournalReaderTests
{
    private static readonly ChatMessage[] s_messages =
    [
        new() { Role = ChatRoles.System, Content = "Be short." },
        new() { Content = "What is this?", Images = ["https://example.com/a.png", "data:image/png;base64,AA=="] },
        new() { Role = ChatRoles.Assistant, Refusal = "No.", ToolCalls = [new() { Id = "c1", Name = "Get-Load", Arguments = """{"a":1}""" }] },
        new() { Role = ChatRoles.Tool, ToolCallId = "c1", Name = "Get-Load", Content = "5" },
    ];

    [Fact]
    public void Entry_has_the_conversation_the_usage_and_the_position()
    {
        using var folder = new JournalFolder();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        Record(folder, new ChatRequest { Model = "asked/for", Messages = s_messages });
        Record(folder, TestClient.CreateRequest());

        var entry = Read(folder)[0];
        Assert.Equal(("answered/by", "What is this?", "yes", "stop"), (entry.Model, entry.Prompt, entry.Completion.Text, entry.FinishReason));
        Assert.Equal((3, 2, 5), (entry.PromptTokens, entry.CompletionTokens, entry.TotalTokens));
        Assert.Equal((folder.File, 1), (entry.Path, entry.Line));
        Assert.InRange(entry.Time!.Value, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(TimeSpan.Zero, entry.Time.Value.Offset);
        Assert.Equal(
            new ChatRequest { Messages = [.. s_messages, new ChatMessage { Role = ChatRoles.Assistant, Content = "yes" }] }.ToUtf8Json(),
            new ChatRequest { Messages = entry.Completion.Messages }.ToUtf8Json());
    }

    [Fact]
    public void Recorded_time_is_UTC_in_ISO_8601_form_in_every_culture()
    {
        using var folder = new JournalFolder();
        var current = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("th-TH");
            Record(folder, TestClient.CreateRequest());
            Assert.NotNull(Read(folder)[0].Time);
        }
        finally
        {
            CultureInfo.CurrentCulture = current;
        }

        Assert.Matches(@"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", JsonNode.Parse(File.ReadAllText(folder.File))!["time"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData(5)]
    public void Time_that_is_missing_or_invalid_is_null(object? time)
    {
        using var folder = new JournalFolder();
        Record(folder, TestClient.CreateRequest());
        Change(folder, entry =>
        {
            entry.Remove("time");
            if (time is not null)
            {
                entry["time"] = JsonValue.Create(time);
            }
        });
        Assert.Null(Read(folder)[0].Time);
        Assert.Equal(1, RequestJournal.Open(folder.File).Count); // it is replayed
    }

    [Fact]
    public void Time_with_another_offset_is_converted_to_UTC()
    {
        using var folder = new JournalFolder();
        Record(folder, TestClient.CreateRequest());
        Change(folder, entry => entry["time"] = "2026-01-02T03:00:00+02:00");
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 1, 0, 0, TimeSpan.Zero), Read(folder)[0].Time);
        Assert.Equal(TimeSpan.Zero, Read(folder)[0].Time!.Value.Offset);
    }

    [Fact]
    public void Damaged_lines_are_counted_and_a_truncated_last_line_is_not()
    {
        using var folder = new JournalFolder();
        Record(folder, TestClient.CreateRequest());
        var line = File.ReadAllText(folder.File).TrimEnd();
        var changed = line.Replace("Hello", "Bye", StringComparison.Ordinal);
        File.WriteAllText(folder.File, $"\uFEFF{line}\r\n\r\n{changed}\nnotes\n{{}}\n{line}\n{line[..40]}");

        var reader = new JournalReader(folder.File);
        Assert.Equal([1, 6], reader.ReadEntries().Select(entry => entry.Line));
        Assert.Equal((3, 3), (reader.DamagedCount, reader.FirstDamagedLine));
    }

    [Fact]
    public void Last_line_without_a_line_feed_is_an_entry_if_it_is_complete()
    {
        using var folder = new JournalFolder();
        Record(folder, TestClient.CreateRequest());
        File.WriteAllText(folder.File, File.ReadAllText(folder.File).TrimEnd());
        Assert.Single(Read(folder));
    }

    [Theory]
    [InlineData("notes\nof mine\n")]
    [InlineData("notes")]
    [InlineData("{\n  \"a\": 1\n}\n")]
    [InlineData("[1,2,3]")]
    [InlineData("{\"a\":1}\n")]
    [InlineData("\0\u0001")]
    public void Other_file_is_not_a_journal(string content)
    {
        using var folder = new JournalFolder();
        File.WriteAllText(folder.File, content);
        Assert.Throws<InvalidDataException>(() => Read(folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n")]
    [InlineData("{\"hash\":\"12")]
    public void Journal_without_a_complete_entry_is_empty(string content)
    {
        using var folder = new JournalFolder();
        File.WriteAllText(folder.File, content);
        Assert.Empty(Read(folder));
    }

    [Fact]
    public void Entries_can_be_recorded_while_others_are_read_and_are_not_returned()
    {
        using var folder = new JournalFolder();
        Record(folder, TestClient.CreateRequest("m1"));
        Record(folder, TestClient.CreateRequest("m2"));
        var count = 0;
        foreach (var entry in new JournalReader(folder.File).ReadEntries())
        {
            Record(folder, new ChatRequest { Model = "m", Messages = entry.Completion.Messages }); // it would wait for an open file
            count++;
        }

        Assert.Equal(2, count);
        Assert.Equal(4, Read(folder).Count);
    }

    [Fact]
    public void Canceled_reader_stops()
    {
        using var folder = new JournalFolder();
        Repeat(folder, 1000);
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var _ in new JournalReader(folder.File).ReadEntries(cancellation.Token))
            {
                cancellation.Cancel();
            }
        });
    }

    [Fact]
    public void Entries_of_a_large_journal_are_not_kept_after_they_were_read()
    {
        const int count = 100_000;
        using var folder = new JournalFolder();
        Repeat(folder, count);

        var (read, kept) = (0, new List<WeakReference>());
        foreach (var entry in new JournalReader(folder.File).ReadEntries())
        {
            Assert.Equal(++read, entry.Line);
            if (read % (count / 10) == 0)
            {
                kept.Add(new WeakReference(entry.Completion));
            }
        }

        GC.Collect();
        Assert.Equal(count, read);
        Assert.InRange(kept.Count(entry => entry.IsAlive), 0, 1); // the last one can still be in a register
    }

    private static List<JournalEntry> Read(JournalFolder folder) => [.. new JournalReader(folder.File).ReadEntries()];

    private static void Record(JournalFolder folder, ChatRequest request)
    {
        using var client = TestClient.Connect(new Uri("http://127.0.0.1:1/v1"));
        client.Record(RequestJournal.Open(folder.File), request, new ChatCompletion
        {
            Model = "answered/by",
            Usage = new ChatUsage { PromptTokens = 3, CompletionTokens = 2, TotalTokens = 5 },
            Choices = [new() { FinishReason = "stop", Message = new() { Role = ChatRoles.Assistant, Content = "yes" } }],
        });
    }

    private static void Repeat(JournalFolder folder, int count)
    {
        Record(folder, TestClient.CreateRequest());
        File.WriteAllLines(folder.File, Enumerable.Repeat(File.ReadAllText(folder.File).TrimEnd(), count));
    }

    private static void Change(JournalFolder folder, Action<JsonObject> change)
    {
        var entry = JsonNode.Parse(File.ReadAllText(folder.File))!.AsObject();
        change(entry);
        File.WriteAllText(folder.File, entry.ToJsonString() + "\n");
    }
}
