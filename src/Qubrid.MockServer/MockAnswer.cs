namespace Qubrid.MockServer;

/// <summary>What the server says: a text in tokens. The same request always gets the same one.</summary>
internal sealed class MockAnswer
{
    private const int MostQuoted = 200;

    internal string Text { get; private init; } = "";

    internal IReadOnlyList<string> Tokens { get; private init; } = [];

    internal int PromptTokens { get; private init; }

    internal MockToolCall[] ToolCalls { get; private init; } = [];

    /// <summary>That text, or where there is none the default one; to calls of tools there is none.</summary>
    internal static MockAnswer To(MockRequest request, MockReply reply)
    {
        var text = reply.Text ?? (reply.ToolCalls.Length == 0 ? DefaultText(request) : "");
        return new MockAnswer
        {
            Text = text,
            ToolCalls = reply.ToolCalls,
            Tokens = WordSplitter.Split(text),
            PromptTokens = request.Messages.Sum(message => WordSplitter.Split(message.Content ?? "").Count),
        };
    }

    /// <summary>Made of the prompt's first line.</summary>
    private static string DefaultText(MockRequest request)
    {
        var line = (request.Prompt ?? "").Trim().Split('\n')[0].TrimEnd();
        return "Mock answer to: " + (line.Length > MostQuoted ? line.Substring(0, MostQuoted) + "…" : line);
    }
}
