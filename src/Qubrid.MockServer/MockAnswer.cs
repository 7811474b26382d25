namespace Qubrid.MockServer;

/// <summary>What the server says: a text in tokens. The same request always gets the same one.</summary>
internal sealed class MockAnswer
{
    private const int MostQuoted = 200;

    internal string Text { get; private init; } = "";

    internal IReadOnlyList<string> Tokens { get; private init; } = [];

    internal int PromptTokens { get; private init; }

    /// <summary>The answer where none was set up: made of the prompt's first line.</summary>
    internal static MockAnswer Default(MockRequest request)
    {
        var line = (request.Prompt ?? "").Trim().Split('\n')[0].TrimEnd();
        var text = "Mock answer to: " + (line.Length > MostQuoted ? line.Substring(0, MostQuoted) + "…" : line);
        return new MockAnswer
        {
            Text = text,
            Tokens = WordSplitter.Split(text),
            PromptTokens = request.Messages.Sum(message => WordSplitter.Split(message.Content ?? "").Count),
        };
    }
}
