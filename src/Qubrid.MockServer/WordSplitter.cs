namespace Qubrid.MockServer;

/// <summary>Cuts a text into words, each with the white space before it: our tokens. Joined they are the text.</summary>
public static class WordSplitter
{
    /// <summary>The tokens of a text.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var place = 1; place <= text.Length; place++)
        {
            if (place == text.Length || (char.IsWhiteSpace(text[place]) && !char.IsWhiteSpace(text[place - 1])))
            {
                words.Add(text.Substring(start, place - start));
                start = place;
            }
        }

        return words;
    }
}
