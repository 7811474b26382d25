namespace Qubrid.Client.Recognition;

/// <summary>
/// Returns the index of the next place, at or after an index, where a match may be; -1 if there is none. Searching for such places is much
/// faster than
/// the regular expression, which then runs only around them. Calls must not decrease the index.
/// </summary>
internal delegate int AnchorFinder(string text, int index);

/// <summary>Creates finders of the places where a match may be.</summary>
internal static class AnchorFinders
{
    /// <summary>
    /// Returns a finder of literal texts, one of which is part of each match. It remembers the next place of each text, so use it for one
    /// search only.
    /// </summary>
    internal static AnchorFinder CreateLiteral(IReadOnlyList<string> literals, StringComparison comparison)
    {
        var next = new int[literals.Count];
        for (var i = 0; i < next.Length; i++)
        {
            next[i] = -1;
        }

        return (text, index) =>
        {
            var first = int.MaxValue;
            for (var i = 0; i < next.Length; i++)
            {
                if (next[i] < index)
                {
                    var found = text.IndexOf(literals[i], index, comparison);
                    next[i] = found < 0 ? int.MaxValue : found;
                }

                first = Math.Min(first, next[i]);
            }

            return first == int.MaxValue ? -1 : first;
        };
    }

    /// <summary>Finds three numbers and dots before another number.</summary>
    internal static int FindDottedNumbers(string text, int index)
    {
        while ((index = text.IndexOf('.', index)) >= 0)
        {
            var (dots, end) = (0, index);
            while (dots < 3 && IsDigitAt(text, end - 1) && end < text.Length && text[end] == '.' && IsDigitAt(text, end + 1))
            {
                dots++;
                end++;
                while (IsDigitAt(text, end))
                {
                    end++;
                }
            }

            if (dots >= 3)
            {
                return index;
            }

            index = Math.Max(end, index + 1);
        }

        return -1;
    }

    /// <summary>Finds two colons together, or a run of hexadecimal digits with at least six colons.</summary>
    internal static int FindColons(string text, int index)
    {
        while ((index = text.IndexOf(':', index)) >= 0)
        {
            var (colons, end) = (0, index);
            for (; end < text.Length && (text[end] == ':' || IsHexDigit(text[end])); end++)
            {
                if (text[end] == ':')
                {
                    colons++;
                    if (colons >= 6 || (end > 0 && text[end - 1] == ':'))
                    {
                        return index;
                    }
                }
            }

            index = end;
        }

        return -1;
    }

    /// <summary>Finds at least 12 digits, between which there is at most one separator.</summary>
    internal static int FindLongNumber(string text, int index)
    {
        var (digits, start) = (0, 0);
        for (; index < text.Length; index++)
        {
            var character = text[index];
            if (character is >= '0' and <= '9')
            {
                start = digits == 0 ? index : start;
                if (++digits == 12)
                {
                    return start;
                }
            }
            else if (character is not (' ' or '-' or '.') || !IsDigitAt(text, index - 1))
            {
                digits = 0;
            }
        }

        return -1;
    }

    /// <summary>Finds two letters and two digits at the start of a word, which is how an IBAN begins.</summary>
    internal static int FindIbanStart(string text, int index)
    {
        for (; index < text.Length - 3; index++)
        {
            // Most characters are not digits, so the last position is compared first.
            if (IsDigitAt(text, index + 3) && IsDigitAt(text, index + 2) && IsAsciiLetter(text[index]) && IsAsciiLetter(text[index + 1])
                && !MatchChecks.IsInsideWord(text, index))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool IsDigitAt(string text, int index) => (uint)index < (uint)text.Length && text[index] is >= '0' and <= '9';

    private static bool IsHexDigit(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private static bool IsAsciiLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
