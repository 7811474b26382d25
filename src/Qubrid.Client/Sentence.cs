namespace Qubrid.Client;

/// <summary>Joins the sentences of a message. What a service, .NET or PowerShell says ends with a full stop, or with none: ours end with exactly one.</summary>
public static class Sentence
{
    private const string Ends = "!?\u3002\uFF01\uFF1F";
    private static readonly char[] s_closing = ['"', '\'', ')', ']', '\u201d', '\u2019', '`'];
    private static readonly char[] s_stops = ['.', '\u2026', ' ', '\t', '\r', '\n'];

    /// <summary>Returns the text with exactly one full stop at its end, or with the exclamation or question mark that it ends with. An empty text stays empty.</summary>
    public static string End(string text)
    {
        var words = text.TrimEnd(s_stops);
        if (words.Length == 0)
        {
            return words;
        }

        // "He said 'no.'" has its full stop already.
        var inner = words.TrimEnd(s_closing);
        return Ends.Contains(words[words.Length - 1]) || (inner.Length < words.Length && inner.EndsWith(".", StringComparison.Ordinal))
            ? words
            : words + ".";
    }

    /// <summary>Joins sentences with a space between them; each ends as <see cref="End"/> says. Null and empty ones are left out.</summary>
    public static string Join(params string?[] sentences) =>
        string.Join(" ", sentences.Select(sentence => End(sentence ?? "")).Where(sentence => sentence.Length > 0));
}
