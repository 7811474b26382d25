using System.Text;

namespace QubridPS.Formatting;

/// <summary>Makes a model's text safe to show: control characters become their pictures, so that no text can drive the terminal.</summary>
public static class TerminalText
{
    private const char Pictures = '\u2400';

    /// <summary>The text with all control characters but tab and line feed made visible; the carriage return goes.</summary>
    public static string Neutralise(string? text)
    {
        if (text is null || !text.Any(IsControl))
        {
            return text ?? "";
        }

        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!IsControl(character))
            {
                safe.Append(character);
            }
            else if (character != '\r')
            {
                safe.Append(character < ' ' ? (char)(Pictures + character) : '\uFFFD');
            }
        }

        return safe.ToString();
    }

    private static bool IsControl(char character) => char.IsControl(character) && character is not ('\n' or '\t');
}
