using System.Text.RegularExpressions;

namespace QubridPS.Conversion;

/// <summary>Removes the escape sequences for terminals, such as colors and links, from text that a view decorates.</summary>
internal static class EscapeSequences
{
    private const char Escape = '\u001B';

    // Sequences that end with a letter (colors), and strings that end with BEL or ESC \ (links).
    private static readonly Regex s_sequence = new(
        "\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?)", RegexOptions.CultureInvariant);

    /// <summary>Returns the text without escape sequences.</summary>
    internal static string Remove(string text) => text.IndexOf(Escape) < 0 ? text : s_sequence.Replace(text, "");
}
