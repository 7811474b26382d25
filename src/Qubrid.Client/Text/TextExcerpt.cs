namespace Qubrid.Client;

/// <summary>Shortens text for messages. Surrogate pairs are never split.</summary>
public static class TextExcerpt
{
    private const string Ellipsis = "…";

    /// <summary>Returns the text, or its first <paramref name="maxLength"/> characters at most, followed by an ellipsis.</summary>
    public static string Truncate(string text, int maxLength) =>
        text.Length <= maxLength ? text : text.Substring(0, MoveBeforePair(text, maxLength)) + Ellipsis;

    /// <summary>Returns the index, or the one before it if the index is between the two halves of a surrogate pair.</summary>
    internal static int MoveBeforePair(string text, int index) =>
        index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]) ? index - 1 : index;
}
