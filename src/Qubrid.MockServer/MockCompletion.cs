namespace Qubrid.Mock;

/// <summary>Represents the completion that the server returns. Equal requests get equal completions.</summary>
internal sealed class MockCompletion
{
    private const int MaxQuotedLength = 200;

    /// <summary>Gets the text.</summary>
    internal string Text { get; private init; } = "";

    /// <summary>Gets the text split into tokens.</summary>
    internal IReadOnlyList<string> Tokens { get; private init; } = [];

    /// <summary>Gets the number of tokens of the request.</summary>
    internal int PromptTokens { get; private init; }

    /// <summary>Gets the tool calls.</summary>
    internal MockToolCall[] ToolCalls { get; private init; } = [];

    /// <summary>Gets the reason why the completion ends.</summary>
    internal string FinishReason { get; private init; } = "";

    /// <summary>Creates the completion with the text of the reply. A reply without text and tool calls has a default text.</summary>
    internal static MockCompletion Create(MockRequest request, MockReply reply)
    {
        var text = reply.Text ?? (reply.ToolCalls.Length == 0 ? CreateDefaultText(request) : "");
        return new MockCompletion
        {
            Text = text,
            ToolCalls = reply.ToolCalls,
            FinishReason = reply.FinishReason ?? (reply.ToolCalls.Length == 0 ? "stop" : "tool_calls"),
            Tokens = WordTokenizer.Split(text),
            PromptTokens = request.Messages.Sum(message => WordTokenizer.Split(message.Content ?? "").Count),
        };
    }

    private static string CreateDefaultText(MockRequest request)
    {
        var line = (request.Prompt ?? "").Trim().Split('\n')[0].TrimEnd();
        return "Mock answer to: " + (line.Length > MaxQuotedLength ? line.Substring(0, MaxQuotedLength) + "…" : line);
    }
}
