namespace QubridPS.Tests.Faults;

/// <summary>What faulty servers write, as short as the wire allows.</summary>
internal static class Events
{
    internal const string Error = """{"error":{"message":"out of memory","type":"server_error"}}""";

    internal static string Half => Delta("Ha", "null") + Delta("lf", "null");

    internal static string Finished(string text) => Delta(text, "null") + Delta("", "\"stop\"");

    internal static string Done(string text) => Finished(text) + "data: [DONE]\n\n";

    internal static string Whole(string text, string finish = "\"stop\"") =>
        $$"""{"choices":[{"index":0,"message":{"role":"assistant","content":"{{text}}"},"finish_reason":{{finish}}}]}""";

    private static string Delta(string text, string finish) =>
        $$"""data: {"choices":[{"index":0,"delta":{"content":"{{text}}"},"finish_reason":{{finish}}}]}""" + "\n\n";
}
