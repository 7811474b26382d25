namespace Qubrid.Client.Recognition;

/// <summary>
/// Finds secrets in the columns of tables (CSV and the like) whose name in the first line says that they contain secrets.
/// </summary>
internal static class TableSecrets
{
    private const int MaxNameLength = 64;

    private static readonly string[] s_words = ["pass", "pwd", "secret", "token", "credential", "key", "pw"];

    private static readonly char[] s_delimiters = [',', ';', '\t', '|'];

    /// <summary>Returns the secrets in order.</summary>
    internal static IEnumerable<TextMatch> Find(string text)
    {
        var finder = AnchorFinders.CreateLiteral(s_words, StringComparison.OrdinalIgnoreCase);
        for (int anchor, index = 0; index < text.Length && (anchor = finder(text, index)) >= 0;)
        {
            var start = anchor == 0 ? 0 : text.LastIndexOf('\n', anchor - 1) + 1;
            index = GetNextLine(text, anchor);
            if (ReadHeader(text, start) is not { } header)
            {
                continue;
            }

            // The rows until a line with another number of fields.
            while (index < text.Length && ReadFields(text, index, header.Delimiter) is var row && row.Count == header.Count)
            {
                foreach (var column in header.Columns)
                {
                    if (SecretNames.IsSecret(text.Substring(row[column].Start, row[column].Length)))
                    {
                        yield return row[column];
                    }
                }

                index = GetNextLine(text, row[row.Count - 1].End);
            }
        }
    }

    // Null if the line does not consist of names, or none of them is the name of a secret.
    private static (char Delimiter, int Count, List<int> Columns)? ReadHeader(string text, int start)
    {
        var first = text.IndexOfAny(s_delimiters, start, GetNextLine(text, start) - start);
        if (first < 0 || !IsName(text, new TextMatch(start, first - start)))
        {
            return null;
        }

        var fields = ReadFields(text, start, text[first]);
        if (fields.Count < 2 || !fields.TrueForAll(field => IsName(text, field)))
        {
            return null;
        }

        var columns = Enumerable.Range(0, fields.Count).Where(column => SecretNames.Contains(GetName(text, fields[column]))).ToList();
        return columns.Count == 0 ? null : (text[first], fields.Count, columns);
    }

    // Without an addition, such as that of "API key (1)".
    private static string GetName(string text, TextMatch field) => text.Substring(field.Start, field.Length).Split('(')[0].TrimEnd();

    private static bool IsName(string text, TextMatch field)
    {
        for (var i = field.Start; i < field.End; i++)
        {
            if (text[i] is ':' or '=' or '{' or '}' or '<' or '>')
            {
                return false;
            }
        }

        return field.Length <= MaxNameLength;
    }

    // The fields of a line without quotation marks and surrounding space. A quoted field can contain delimiters and line ends.
    private static List<TextMatch> ReadFields(string text, int start, char delimiter)
    {
        var fields = new List<TextMatch>();
        while (true)
        {
            while (start < text.Length && text[start] == ' ')
            {
                start++;
            }

            var end = start;
            if (start < text.Length && text[start] == '"' && FindQuote(text, start + 1) is > 0 and var quote)
            {
                fields.Add(new TextMatch(start + 1, quote - start - 1));
                end = quote + 1;
            }

            var isQuoted = end > start;
            while (end < text.Length && text[end] != delimiter && text[end] is not ('\r' or '\n'))
            {
                end++;
            }

            if (!isQuoted)
            {
                fields.Add(new TextMatch(start, text.Substring(start, end - start).TrimEnd().Length));
            }

            if (end >= text.Length || text[end] != delimiter)
            {
                return fields;
            }

            start = end + 1;
        }
    }

    // The end of a quoted field, in which a quotation mark is doubled; 0 if there is none.
    private static int FindQuote(string text, int index)
    {
        while ((index = text.IndexOf('"', index)) >= 0 && MatchChecks.IsAt(text, index + 1, '"'))
        {
            index += 2;
        }

        return Math.Max(index, 0);
    }

    private static int GetNextLine(string text, int index) => text.IndexOf('\n', index) is >= 0 and var end ? end + 1 : text.Length;
}
