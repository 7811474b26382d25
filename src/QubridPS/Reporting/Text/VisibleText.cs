using System.Globalization;
using System.Text;

namespace QubridPS.Reporting;

/// <summary>
/// Replaces the characters that a page would not show, or that would change what it shows: control characters, changes of the writing
/// direction, lone surrogates, and invisible characters that can hide a message. Line feeds and tabs remain.
/// </summary>
internal static class VisibleText
{
    private const char FirstPicture = '\u2400';
    private const char DeletePicture = '\u2421';
    private const char Replacement = '\uFFFD';
    private const int FirstTag = 0xE0000;
    private const int LastTag = 0xE0FFF;

    /// <summary>Returns the text with a visible form of each such character, such as ␀ or ⟨U+202E⟩.</summary>
    internal static string Replace(string text)
    {
        var index = 0;
        while (index < text.Length && IsVisible(text[index]))
        {
            index++;
        }

        if (index == text.Length)
        {
            return text;
        }

        var visible = new StringBuilder(text, 0, index, text.Length + 16);
        for (; index < text.Length; index++)
        {
            index += Append(visible, text, index) - 1;
        }

        return visible.ToString();
    }

    /// <summary>Returns the text on one line: each sequence of white space becomes a space.</summary>
    internal static string ToLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is not (' ' or '\n' or '\r' or '\t'))
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[line.Length - 1] != ' ')
            {
                line.Append(' ');
            }
        }

        return Replace(line.ToString().TrimEnd(' '));
    }

    // Returns the number of characters that were read.
    private static int Append(StringBuilder visible, string text, int index)
    {
        var character = text[index];
        if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            var codePoint = char.ConvertToUtf32(character, text[index + 1]);
            _ = codePoint is >= FirstTag and <= LastTag ? AppendCode(visible, codePoint) : visible.Append(character).Append(text[index + 1]);
            return 2;
        }

        _ = IsVisible(character) ? visible.Append(character)
            : character < ' ' ? visible.Append((char)(FirstPicture + character))
            : character == '\u007F' ? visible.Append(DeletePicture)
            : char.IsSurrogate(character) || character >= '\uFFFE' ? visible.Append(Replacement)
            : AppendCode(visible, character);
        return 1;
    }

    private static StringBuilder AppendCode(StringBuilder visible, int codePoint) =>
        visible.Append('⟨').Append("U+").Append(codePoint.ToString("X4", CultureInfo.InvariantCulture)).Append('⟩');

    private static bool IsVisible(char character) => character switch
    {
        '\n' or '\t' => true,
        < ' ' or (>= '\u007F' and <= '\u009F') => false,
        < '\u061C' => true,
        '\u061C' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF' => false, // the joiners U+200C and U+200D are part of words and emoji
        (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') => false,
        (>= '\uFFF9' and <= '\uFFFB') or >= '\uFFFE' => false,
        _ => !char.IsSurrogate(character),
    };
}
