using System.Collections.Concurrent;
using System.Diagnostics;
using Qubrid.Client.Tests.Journal;

namespace Qubrid.Client.Tests.DataRedaction;

/// <summary>Tests that journals, checkpoints, log lines, errors and traces contain placeholders only.</summary>
public class RedactedRecordTests
{
    private const string Address = "anna@contoso.example";
    private const string Json = "application/json";

    private static readonly ChatRequest s_request = RedactionSupport.CreateRequest(("user", $"Mail {Address}"));

    private readonly List<string> _log = [];

    private CallOptions Options => new() { Redactor = RedactionSupport.All, MaximumRetryCount = 0, IdleTimeout = TestTimeouts.Long, Log = _log.Add };

    [Fact]
    public async Task Journal_contains_placeholders_and_replays_values()
    {
        using var folder = new JournalFolder();
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("to [EMA", "IL_1]")));
        using (var recording = new QubridClient(TestClient.Options(server.BaseUri), RequestJournal.Open(folder.File)))
        {
            Assert.Equal($"to {Address}", (await recording.CompleteAsync(Options, s_request)).Text);
        }

        AssertRedacted(File.ReadAllText(folder.File));
        using var replaying = new QubridClient(TestClient.Options(server.BaseUri), RequestJournal.Open(folder.File), JournalMode.Replay);
        var updates = new List<ChatUpdate>();
        await replaying.ReadUpdatesAsync(updates, Options, s_request);
        Assert.Equal($"to {Address}", string.Concat(updates.Select(update => update.Text)));
        Assert.Equal($"to {Address}", updates[^1].Completion!.Text);
        Assert.Equal(1, updates[^1].Completion!.Redactions![RedactionCategories.Email]);
        var other = RedactionSupport.CreateRequest(("user", $"Call {Address}"));
        AssertRedacted((await replaying.ExpectFailureAsync(Options, other)).ToString());
    }

    [Fact]
    public async Task Checkpoint_contains_placeholders_and_restores_values()
    {
        using var folder = new JournalFolder();
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("to [EMAIL_1]")));
        using var client = server.Connect();
        var completion = await client.CompleteAsync(Options, s_request);
        client.Record(RequestJournal.Open(folder.File), s_request, completion.WithHistory([], new ChatUsage { TotalTokens = 5 }), RedactionSupport.All, default);
        client.Record(RequestJournal.Open(folder.File), s_request, new ChatCompletion { Choices = completion.Choices }, RedactionSupport.All, default);
        AssertRedacted(File.ReadAllText(folder.File));
        Assert.Null(client.TryTakeNext(RequestJournal.Open(folder.File), s_request));
        using var call = client.TryTakeNext(RequestJournal.Open(folder.File), s_request, RedactionSupport.All, default)!;
        call.Completion!.IsRestored = true;
        var restored = await call.CompleteAsync();
        Assert.Equal((true, $"to {Address}"), (restored.IsRestored, restored.Text));
        Assert.Equal([s_request.Messages[0].Content, restored.Text], restored.Messages.Select(message => message.Content));
    }

    [Fact]
    public async Task Error_of_the_service_and_log_lines_contain_placeholders()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            var body = await context.ReadBodyAsync();
            context.Response.StatusCode = 400;
            context.Response.ContentType = Json;
            await context.Response.WriteAsync("{\"error\":{\"message\":" + System.Text.Json.JsonSerializer.Serialize(body) + "}}");
        });
        using var client = server.Connect();
        var failure = await client.ExpectFailureAsync(Options, s_request);
        Assert.Contains("[EMAIL_1]", failure.Message);
        AssertRedacted(failure.ToString());
        Assert.Contains("Replaced by placeholders in the request: Email 1.", _log);
        Assert.All(_log, AssertRedacted);
    }

    [Fact]
    public async Task Schema_is_validated_with_values_and_errors_contain_placeholders()
    {
        var schema = ResponseSchema.Parse("""{"type":"object","properties":{"to":{"type":"string","pattern":"^\\d+$"}},"required":["to"]}""");
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("{\"to\":\"[EMAIL_1]\"}")));
        using var client = server.Connect();
        using var call = client.CreateChatCall(s_request, schema, 1, Options, default);
        var failure = await Assert.ThrowsAsync<QubridApiException>(call.CompleteAsync);
        Assert.Equal($"{{\"to\":\"{Address}\"}}", failure.PartialCompletion!.Text);
        AssertRedacted(failure.ToString());
        Assert.All(_log, AssertRedacted);
    }

    [Fact]
    public async Task Traces_contain_no_value()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "QubridPS",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("to [EMAIL_1]")));
        using var client = server.Connect();
        await client.CompleteAsync(Options, s_request);
        Assert.NotEmpty(activities);
        Assert.All(activities, activity => AssertRedacted(activity.DisplayName + string.Concat(activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value};"))));
    }

    [Fact]
    public async Task Slow_pattern_is_an_error_before_anything_is_sent()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("x")));
        using var client = server.Connect();
        var options = new CallOptions { Redactor = RedactionSupport.Create(RedactionRule.FromPattern("Slow", @"(?=x)(x+x+)+y")) };
        var failure = await client.ExpectFailureAsync(options, RedactionSupport.CreateRequest(("user", new string('x', 60))));
        Assert.Equal((QubridErrorKind.RedactionFailed, 0), (failure.Kind, failure.Attempts));
        Assert.DoesNotContain("xxx", failure.ToString());
        Assert.Equal(0, server.Requests);
    }

    private static void AssertRedacted(string text) => Assert.DoesNotContain("anna", text, StringComparison.OrdinalIgnoreCase);
}
