namespace QubridPS.Tests.Faults;

/// <summary>What faulty servers write, as short as the wire allows.</summary>
internal static class Events
{
    internal const string Error = """{"error":{"message":"out of memory","type":"server_error"}}""";

    internal static string Half => Delta("Ha", "null") + Delta("lf", "null");

    internal static string Begun(string text) => Delta(text, "null");

    internal static string Finished(string text) => Begun(text) + Delta("", "\"stop\"");

    internal static string Done(string text) => Finished(text) + "data: [DONE]\n\n";

    internal static string Whole(string text, string finish = "\"stop\"") =>
        $$"""{"choices":[{"index":0,"message":{"role":"assistant","content":"{{text}}"},"finish_reason":{{finish}}}]}""";

    /// <summary>An answer that says the same everywhere; as its message, or as a delta.</summary>
    internal static string Fields(string text, string message = "message") =>
        """
        {"id":"KEY","object":"KEY","model":"KEY","KEY":["KEY"],"usage":{"z":"KEY"},"x_metrics":{"z":"KEY"},"choices":[{"index":0,"z":"KEY","finish_reason":"KEY",
        "MESSAGE":{"role":"KEY","name":"KEY","content":"KEY","reasoning":"KEY","refusal":"KEY",
        "tool_calls":[{"index":0,"id":"KEY","z":"KEY","function":{"name":"KEY","arguments":"KEY","z":"KEY"}}]}}]}
        """.ReplaceLineEndings("").Replace("KEY", text, StringComparison.Ordinal).Replace("MESSAGE", message, StringComparison.Ordinal);

    private static string Delta(string text, string finish) =>
        $$"""data: {"choices":[{"index":0,"delta":{"content":"{{text}}"},"finish_reason":{{finish}}}]}""" + "\n\n";
}
