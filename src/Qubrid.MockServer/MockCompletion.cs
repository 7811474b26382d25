namespace Qubrid.Mock;

/// <summary>What the server says: a text in tokens. The same request always gets the same one.</summary>
internal sealed class MockCompletion
{
    private const int MaxQuotedLength = 200;

    internal string Text { get; private init; } = "";

    internal IReadOnlyList<string> Tokens { get; private init; } = [];

    internal int PromptTokens { get; private init; }

    internal MockToolCall[] ToolCalls { get; private init; } = [];

    /// <summary>That text, or where there is none the default one; to calls of tools there is none.</summary>
    internal static MockCompletion Create(MockRequest request, MockReply reply)
    {
        var text = reply.Text ?? (reply.ToolCalls.Length == 0 ? CreateDefaultText(request) : "");
        return new MockCompletion
        {
            Text = text,
            ToolCalls = reply.ToolCalls,
            Tokens = WordTokenizer.Split(text),
            PromptTokens = request.Messages.Sum(message => WordTokenizer.Split(message.Content ?? "").Count),
        };
    }

    /// <summary>Made of the prompt's first line.</summary>
    private static string CreateDefaultText(MockRequest request)
    {
        var line = (request.Prompt ?? "").Trim().Split('\n')[0].TrimEnd();
        return "Mock answer to: " + (line.Length > MaxQuotedLength ? line.Substring(0, MaxQuotedLength) + "…" : line);
    }
}
