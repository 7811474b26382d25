namespace Qubrid.Mock;

/// <summary>Splits text into the tokens of the mock server: words with the white space before them.</summary>
public static class WordTokenizer
{
    /// <summary>Returns the tokens of a text. Their concatenation is the text.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var tokens = new List<string>();
        var start = 0;
        for (var index = 1; index <= text.Length; index++)
        {
            if (index == text.Length || (char.IsWhiteSpace(text[index]) && !char.IsWhiteSpace(text[index - 1])))
            {
                tokens.Add(text.Substring(start, index - start));
                start = index;
            }
        }

        return tokens;
    }
}
