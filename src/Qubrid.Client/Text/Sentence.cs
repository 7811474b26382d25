namespace Qubrid.Client;

/// <summary>Joins the sentences of a message. Texts of a service, .NET or PowerShell may lack a full stop; the result has exactly one after each sentence.</summary>
public static class Sentence
{
    private const string EndMarks = "!?\u3002\uFF01\uFF1F";
    private static readonly char[] s_closingMarks = ['"', '\'', ')', ']', '\u201d', '\u2019', '`'];
    private static readonly char[] s_stopsAndSpace = ['.', '\u2026', ' ', '\t', '\r', '\n'];

    /// <summary>Returns the text with exactly one full stop at its end, or with the exclamation or question mark that it ends with. Empty text remains empty.</summary>
    public static string End(string text)
    {
        var trimmed = text.TrimEnd(s_stopsAndSpace);
        if (trimmed.Length == 0)
        {
            return trimmed;
        }

        // "He said 'no.'" already has its full stop, inside the quotation marks.
        var inner = trimmed.TrimEnd(s_closingMarks);
        return EndMarks.Contains(trimmed[trimmed.Length - 1]) || (inner.Length < trimmed.Length && inner.EndsWith(".", StringComparison.Ordinal))
            ? trimmed
            : trimmed + ".";
    }

    /// <summary>Joins sentences with spaces, each terminated by <see cref="End"/>. Null and empty sentences are omitted.</summary>
    public static string Join(params string?[] sentences) =>
        string.Join(" ", sentences.Select(sentence => End(sentence ?? "")).Where(sentence => sentence.Length > 0));
}
