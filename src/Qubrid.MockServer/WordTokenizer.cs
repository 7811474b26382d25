namespace Qubrid.Mock;

/// <summary>Cuts a text into words, each with the white space before it: our tokens. Joined they are the text.</summary>
public static class WordTokenizer
{
    /// <summary>The tokens of a text.</summary>
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
