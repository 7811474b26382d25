using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Names an item of the input in error messages.</summary>
internal static class ItemText
{
    private const int MaxPromptLength = 40;
    private const int MaxRedactedLength = 4096;
    private const int MinWordEnd = 20;

    /// <summary>Returns the position of the item, starting with 1, and the first words of its prompt, if it has one.</summary>
    internal static string Describe(int position, ChatRequest? request, Func<string, string> redact)
    {
        var prompt = request?.Messages.LastOrDefault(message => message.Role == ChatRoles.User)?.Content;
        return Describe($"Item {position}", prompt ?? "", redact);
    }

    /// <summary>Returns the name and the first words of a text, if there are any.</summary>
    internal static string Describe(string name, string text, Func<string, string> redact)
    {
        var words = GetFirstWords(text, redact);
        return words.Length == 0 ? name : $"{name} ('{words}')";
    }

    // The first line only: the data of a request follows the instruction. The key is redacted before the text is cut.
    private static string GetFirstWords(string prompt, Func<string, string> redact)
    {
        var start = prompt.Length <= MaxRedactedLength ? prompt : prompt.Substring(0, MaxRedactedLength);
        var line = TerminalSanitizer.SanitizeLine(redact(start).TrimStart().Split('\n')[0]).Trim();
        if (line.Length <= MaxPromptLength)
        {
            return line;
        }

        var end = line.LastIndexOf(' ', MaxPromptLength);
        return TextExcerpt.Truncate(line, end >= MinWordEnd ? end : MaxPromptLength);
    }
}
