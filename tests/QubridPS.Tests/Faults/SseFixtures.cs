namespace QubridPS.Tests.Faults;

/// <summary>Creates minimal streams and bodies of faulty servers.</summary>
internal static class SseFixtures
{
    internal const string ErrorEvent = """{"error":{"message":"out of memory","type":"server_error"}}""";

    internal static string PartialStream => CreateDelta("Ha", "null") + CreateDelta("lf", "null");

    internal static string StartedStream(string text) => CreateDelta(text, "null");

    internal static string FinishedStream(string text) => StartedStream(text) + CreateDelta("", "\"stop\"");

    internal static string DoneStream(string text) => FinishedStream(text) + "data: [DONE]\n\n";

    internal static string CompletionJson(string text, string finishReason = "\"stop\"") =>
        $$"""{"choices":[{"index":0,"message":{"role":"assistant","content":"{{text}}"},"finish_reason":{{finishReason}}}]}""";

    /// <summary>Creates a completion or, with the name "delta", a chunk that contains the text in every field.</summary>
    internal static string CompletionFields(string text, string message = "message") =>
        """
        {"id":"KEY","object":"KEY","model":"KEY","KEY":["KEY"],"usage":{"z":"KEY"},"x_metrics":{"z":"KEY"},"choices":[{"index":0,"z":"KEY","finish_reason":"KEY",
        "MESSAGE":{"role":"KEY","name":"KEY","content":"KEY","reasoning":"KEY","refusal":"KEY",
        "tool_calls":[{"index":0,"id":"KEY","z":"KEY","function":{"name":"KEY","arguments":"KEY","z":"KEY"}}]}}]}
        """.ReplaceLineEndings("").Replace("KEY", text, StringComparison.Ordinal).Replace("MESSAGE", message, StringComparison.Ordinal);

    private static string CreateDelta(string text, string finishReason) =>
        $$"""data: {"choices":[{"index":0,"delta":{"content":"{{text}}"},"finish_reason":{{finishReason}}}]}""" + "\n\n";
}
