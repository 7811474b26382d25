namespace Qubrid.Client.Recognition;

/// <summary>Finds the end of a private key, whose lines may be separated by escape sequences.</summary>
internal static class PrivateKeyText
{
    private const string Dashes = "-----";
    private const string End = "-----END ";
    private const int MinLineLength = 16;

    /// <summary>
    /// Returns the key with its last line; if that is missing, with the lines of base64 that follow; null if there are none.
    /// </summary>
    internal static TextMatch? Find(string text, TextMatch start)
    {
        var next = text.IndexOf(Dashes, start.End, StringComparison.Ordinal);
        if (next >= 0 && string.CompareOrdinal(text, next, End, 0, End.Length) == 0 && text.IndexOf(Dashes, next + End.Length, StringComparison.Ordinal) is > 0 and var last)
        {
            return start with { Length = last + Dashes.Length - start.Start };
        }

        var end = start.End;
        while (ReadLine(text, end) is > 0 and var lineEnd)
        {
            end = lineEnd;
        }

        return end == start.End ? null : start with { Length = end - start.Start };
    }

    // The end of a line of base64, or 0.
    private static int ReadLine(string text, int index)
    {
        while (index < text.Length && (char.IsWhiteSpace(text[index]) || text[index] == '\\' || (text[index] is 'n' or 'r' && text[index - 1] == '\\')))
        {
            index++;
        }

        var start = index;
        while (index < text.Length && (text[index] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' or '='))
        {
            index++;
        }

        return index - start >= MinLineLength ? index : 0;
    }
}
