using System.Text;

namespace Qubrid.Client;

/// <summary>
/// Replaces characters that could control a terminal or reorder its text: control characters, escape sequences and
/// changes of the writing direction. Apply it to all text of a service before it is displayed.
/// </summary>
public static class TerminalSanitizer
{
    private const char FirstPicture = '\u2400';
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Returns the text with control characters replaced by their Unicode control pictures or U+FFFD. Tabs and line feeds remain; carriage returns
    /// and direction marks are removed. Returns an empty string for null.
    /// </summary>
    public static string Sanitize(string? text) => Sanitize(text, isLine: false);

    /// <summary>Returns the text as <see cref="Sanitize(string?)"/> does, on one line: tabs and line feeds become spaces.</summary>
    public static string SanitizeLine(string? text) => Sanitize(text, isLine: true);

    private static string Sanitize(string? text, bool isLine)
    {
        if (text is null)
        {
            return "";
        }

        var index = 0;
        while (index < text.Length && IsPlain(text[index], isLine))
        {
            index++;
        }

        return index == text.Length ? text : Replace(text, index, isLine);
    }

    private static string Replace(string text, int index, bool isLine)
    {
        var safe = new StringBuilder(text, 0, index, text.Length);
        for (; index < text.Length; index++)
        {
            var character = text[index];
            if (IsPlain(character, isLine))
            {
                safe.Append(character);
            }
            else if (character is '\n' or '\t')
            {
                safe.Append(' ');
            }
            else if (character is not '\r' && !IsDirectionMark(character))
            {
                safe.Append(character < ' ' ? (char)(FirstPicture + character) : Replacement);
            }
        }

        return safe.ToString();
    }

    private static bool IsPlain(char character, bool isLine) => character switch
    {
        '\n' or '\t' => !isLine,
        < ' ' or (>= '\u007F' and <= '\u009F') => false,
        < '\u061C' => true,
        (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => false, // embeddings, overrides and isolates
        _ => !IsDirectionMark(character),
    };

    // Invisible; they only affect the order of neighboring characters, so they can be removed without a replacement.
    private static bool IsDirectionMark(char character) => character is '\u200E' or '\u200F' or '\u061C';
}
