using System.Diagnostics;

namespace Qubrid.Client.Tests.HostileResponses;

/// <summary>Tests that a key that the service returns in malformed HTTP, malformed JSON or error messages is in no message, exception, log line or trace.</summary>
public class EchoedKeyTests
{
    private const string Head = "HTTP/1.1 200 OK\r\n";
    private const string ChunkedHead = Head + "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string JsonHead = Head + "Content-Type: application/json\r\nConnection: close\r\n\r\n";

    /// <summary>Complete responses; KEY is replaced by the key in one of its forms.</summary>
    private static readonly Dictionary<string, string> s_raw = new()
    {
        ["header line without a colon"] = Head + "Authorization KEY\r\n\r\n",
        ["header line with a bad name"] = Head + "KEY@ x: 1\r\n\r\n",
        ["header name"] = "HTTP/1.1 400 Bad\r\nKEY: 1\r\nContent-Length: 0\r\n\r\n",
        ["header value"] = "HTTP/1.1 400 Bad\r\nx-request-id: KEY\r\nContent-Length: 0\r\n\r\n",
        ["folded header value"] = "HTTP/1.1 400 Bad\r\nx-request-id: KEY\r\n KEY\r\nContent-Length: 0\r\n\r\n",
        ["status line"] = "KEY\r\n\r\n",
        ["status line after HTTP"] = "HTTP/1.1 KEY\r\n\r\n",
        ["status code"] = "HTTP/1.1 2KEY OK\r\n\r\n",
        ["protocol version"] = "HTTP/KEY 200 OK\r\n\r\n",
        ["reason phrase"] = "HTTP/1.1 401 KEY\r\nContent-Length: 0\r\n\r\n",
        ["content length"] = Head + "Content-Length: KEY\r\n\r\n",
        ["transfer encoding"] = Head + "Transfer-Encoding: KEY\r\n\r\nx",
        ["content type"] = Head + "Content-Type: text/KEY\r\nConnection: close\r\n\r\nno",
        ["charset"] = Head + "Content-Type: text/plain; charset=KEY\r\nConnection: close\r\n\r\nno",
        ["content encoding"] = Head + "Content-Encoding: gzip, KEY\r\nConnection: close\r\n\r\n\u0001\u0002\u0003",
        ["location"] = "HTTP/1.1 302 Found\r\nLocation: https://KEY/KEY?KEY\r\nContent-Length: 0\r\n\r\n",
        ["chunk size"] = ChunkedHead + "KEY\r\n\r\n",
        ["chunk size after data"] = ChunkedHead + "7\r\ndata: 1\r\nKEY\r\n\r\n",
        ["chunk end"] = ChunkedHead + "1\r\nxKEY\r\n",
        ["chunk extension"] = ChunkedHead + "1;KEY\r\nx\r\n0\r\n\r\n",
        ["trailer"] = ChunkedHead + "1\r\nx\r\n0\r\nKEY\r\n\r\n",
        ["informational response"] = "HTTP/1.1 103 KEY\r\nKEY\r\n\r\n",
        ["text of a good response"] = JsonHead + "KEY",
        ["JSON literal"] = JsonHead + "{\"choices\":nKEY}",
        ["JSON name"] = JsonHead + "{\"choices\":[{\"KEY\":tru}]}",
        ["event"] = Head + "Content-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: {\"choices\":[{\"KEY\":tKEY\n\n",
        ["HTML page"] = "HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html><title>KEY</title>KEY",
        ["text of an error"] = "HTTP/1.1 500 Bad\r\nConnection: close\r\n\r\nKEY",
        ["error cut in the middle of the key"] = "HTTP/1.1 500 Bad\r\nConnection: close\r\n\r\n" + new string(' ', (64 * 1024) - 12) + "KEY",
        ["page cut in the middle of the key"] = "HTTP/1.1 500 Bad\r\nConnection: close\r\n\r\n<b>" + string.Concat(Enumerable.Repeat("<br>", 2044)) + "abcKEY",
    };

    /// <summary>Error bodies, which are sent with several statuses.</summary>
    private static readonly string[] s_errors =
    [
        """{"error":{"message":"Bad KEY","type":"KEY","code":"KEY","param":"KEY"}}""",
        """{"error":{"error":{"details":[{"msg":"KEY","loc":["KEY"]}]}}}""",
        """{"errors":[{"detail":"KEY"},{"KEY":"KEY"}]}""",
        """{"error":{"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"message\":\"KEY\"}}","provider_name":"KEY"}}}""",
        """{"error":{"metadata":{"raw":"{\"error\":\"{\\\"message\\\":\\\"KEY\\\"}\"}"}}}""",
        """{"base_resp":{"status_code":1008,"status_msg":"KEY"},"choices":null}""",
        """{"error":{"KEY":1}}""",
    ];

    // All forms are tested without a server below. These differ in how HTTP and JSON change them.
    private static readonly string[] s_rawForms = ["plain", "percent twice", "Base64 of the header"];
    private static readonly string[] s_errorForms = ["JSON in a string", "HTML decimal", "hexadecimal"];

    public static TheoryData<string, string> RawResponses { get; } =
        [.. from raw in s_raw from form in s_rawForms select new TheoryDataRow<string, string>(raw.Key, form)];

    public static TheoryData<string, string> Errors { get; } =
        [.. from error in s_errors from form in s_errorForms select new TheoryDataRow<string, string>(error, form)];

    public static TheoryData<string> Forms { get; } = [.. KeyForms.All.Keys];

    [Theory]
    [MemberData(nameof(RawResponses))]
    public async Task Key_in_a_malformed_response_is_not_shown(string response, string form) =>
        await AssertNotShownAsync(s_raw[response].Replace("KEY", KeyForms.All[form]));

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Key_in_an_error_body_is_not_shown(string body, string form)
    {
        // JSON strings contain no control characters. The other forms are sent escaped and not escaped.
        var key = KeyForms.All[form].Replace("\0", "\\u0000").Replace("\t", "\\t");
        foreach (var head in new[] { JsonHead, JsonHead.Replace("200 OK", "401 No") })
        {
            await AssertNotShownAsync(head + body.Replace("KEY", key));
            await AssertNotShownAsync(head + body.Replace("KEY", key.Replace("\\", "\\\\")));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Key_in_tool_arguments_is_redacted_in_every_form(string form)
    {
        var arguments = System.Text.Json.JsonSerializer.Serialize($"{{\"a\":\"{KeyForms.All[form].Replace("\0", "")}\"}}");
        await using var server = RawServer.Start(JsonHead + $$$"""{"choices":[{"message":{"tool_calls":[{"id":"1","function":{"name":"f","arguments":{{{arguments}}}}}]},"finish_reason":"tool_calls"}]}""");
        using var client = server.Connect();
        LeakDetector.AssertNoLeak(await client.CompleteAsync());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Key_is_redacted_in_every_form_and_recognized_if_it_is_cut(string form)
    {
        var redactor = new Security.KeyRedactor(TestClient.ApiKey);
        var text = KeyForms.All[form];
        Assert.Empty(KeyForms.FindIn(redactor.Redact($"a {text} b")));
        Assert.True(redactor.IsContainedIn(text));
        for (var length = 8; length < text.Length; length++)
        {
            var cut = text[..length];
            Assert.True(redactor.IsContainedIn(cut) || redactor.GetPartialMatchLength(cut) > 0 || cut.Length < 12, $"{cut} is not recognized as the beginning of the key.");
        }
    }

    [Fact]
    public void Leak_detector_finds_every_form_in_an_exception_graph()
    {
        foreach (var form in KeyForms.All.Concat(KeyForms.OfOtherSecret))
        {
            var inner = new IOException("x", new FormatException(form.Value));
            Assert.Contains(LeakDetector.Find(new AggregateException(inner)), leak => leak.Contains($"({form.Key})", StringComparison.Ordinal));
        }

        var data = new IOException("x");
        data.Data["a"] = TestClient.ApiKey;
        Assert.NotEmpty(LeakDetector.Find(data));
    }

    private static async Task AssertNotShownAsync(string response)
    {
        await using var server = RawServer.Start(response);
        using var client = server.Connect();
        using var trace = new TraceRecorder();
        var log = new List<string>();
        var options = TestClient.FastRetry(1, log.Add);
        var updates = new List<ChatUpdate>();
        List<object?> shown = [log, updates, trace.Activities];
        shown.Add(await Record.ExceptionAsync(() => client.CompleteAsync(options)));
        shown.Add(await Record.ExceptionAsync(() => client.ReadUpdatesAsync(updates, options)));
        shown.Add(await Record.ExceptionAsync(async () => shown.Add(await client.GetModelsAsync(options, default))));
        Assert.All(shown.OfType<Exception>(), error => Assert.IsType<QubridApiException>(error));
        Assert.NotEmpty(log);
        LeakDetector.AssertNoLeak([.. shown]);
    }

    /// <summary>Records what a trace exporter receives from this test.</summary>
    private sealed class TraceRecorder : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly AsyncLocal<bool> _isMine = new();

        internal TraceRecorder()
        {
            _isMine.Value = true;
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "QubridPS",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity => Add(activity),
            };
            ActivitySource.AddActivityListener(_listener);
        }

        internal List<string?> Activities { get; } = [];

        public void Dispose() => _listener.Dispose();

        private void Add(Activity activity)
        {
            if (_isMine.Value)
            {
                Activities.AddRange([activity.DisplayName, activity.StatusDescription, .. activity.TagObjects.SelectMany(tag => tag.Value as string?[] ?? [tag.Value?.ToString()])]);
            }
        }
    }
}
