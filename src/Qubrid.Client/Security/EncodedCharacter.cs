namespace Qubrid.Client.Security;

/// <summary>
/// Recognizes one character of a secret in the forms that text gives it: as it is, percent-encoded, as an escape of JSON or a programming
/// language, as an HTML entity, in quoted-printable form, or as two hexadecimal digits. Escapes of escapes are recognized too.
/// </summary>
internal static class EncodedCharacter
{
    // Each level of JSON in JSON doubles the backslashes. Four levels are more than any service uses.
    internal const int MaxBackslashes = 16;
    private const int MaxNestedEscapes = 4;

    /// <summary>The maximum number of characters that one encoded character can take, including ignored characters before it.</summary>
    internal const int MaxLength = IgnoredCharacter.MaxLength + MaxBackslashes + 16;

    private static readonly (string Name, char Value)[] s_entities =
    [
        ("amp", '&'), ("apos", '\''), ("ast", '*'), ("bsol", '\\'), ("colon", ':'), ("comma", ','), ("commat", '@'), ("dash", '-'), ("dollar", '$'),
        ("equals", '='), ("excl", '!'), ("grave", '`'), ("gt", '>'), ("Hat", '^'), ("hyphen", '-'), ("lbrace", '{'), ("lbrack", '['), ("lcub", '{'),
        ("lowbar", '_'), ("lpar", '('), ("lsqb", '['), ("lt", '<'), ("num", '#'), ("percnt", '%'), ("period", '.'), ("plus", '+'), ("quest", '?'),
        ("quot", '"'), ("rbrace", '}'), ("rbrack", ']'), ("rcub", '}'), ("rpar", ')'), ("rsqb", ']'), ("semi", ';'), ("sol", '/'), ("UnderBar", '_'),
        ("verbar", '|'), ("vert", '|'),
    ];

    /// <summary>Adds the position after each form of the character that the text contains at a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The position in the text.</param>
    /// <param name="character">The character of the secret.</param>
    /// <param name="ignoreCase">Whether the other case of a letter is the same letter.</param>
    /// <param name="ends">The positions found.</param>
    /// <returns>Whether the text ends in the middle of a form of a character.</returns>
    internal static bool FindEnds(ReadOnlySpan<char> text, int position, char character, bool ignoreCase, ref PositionSet ends)
    {
        if (position >= text.Length)
        {
            return true;
        }

        var first = text[position];
        if (AreEqual(first, character, ignoreCase))
        {
            ends.Add(position + 1);
        }

        var code = new Code(character, ignoreCase, 0);
        return first switch
        {
            '\\' or '%' or '&' => FindEscaped(text, position + 1, first, code, ref ends),
            '=' => AddHex(text, position + 1, 2, code, ref ends),
            _ => ignoreCase && FindHexDump(text, position, first, code, ref ends),
        };
    }

    // The position is after the character that starts the escape.
    private static bool FindEscaped(ReadOnlySpan<char> text, int position, char introducer, Code code, ref PositionSet ends) => introducer switch
    {
        '\\' => FindEscape(text, position, code, ref ends),
        '%' => FindPercent(text, position, code, ref ends),
        _ => FindEntity(text, position, code, ref ends),
    };

    // The character that starts an escape may be escaped itself: \u0026#115; is &#115; in JSON.
    private static bool AddValue(ReadOnlySpan<char> text, int end, int value, Code code, ref PositionSet ends)
    {
        if (code.Is(value))
        {
            ends.Add(end);
        }

        return value is '\\' or '%' or '&' && code.Depth < MaxNestedEscapes && FindEscaped(text, end, (char)value, code.Nest(), ref ends);
    }

    // 73 6b, 73:6B, 73-6b, 0x73, 0x6b. Base64 patterns are case-sensitive; they are not searched for in dumps.
    private static bool FindHexDump(ReadOnlySpan<char> text, int position, char first, Code code, ref PositionSet ends)
    {
        if (first is ':' or '-' or ',')
        {
            position = IgnoredCharacter.Skip(text, position + 1);
        }

        return position + 1 < text.Length && text[position] == '0' && (text[position + 1] is 'x' or 'X')
            ? AddHex(text, position + 2, 2, code, ref ends)
            : AddHex(text, position, 2, code, ref ends);
    }

    // \/ \- \u0073 \u{73} \U00000073 \x73 \163, with any number of backslashes.
    private static bool FindEscape(ReadOnlySpan<char> text, int position, Code code, ref PositionSet ends)
    {
        var start = position;
        if (code.Character == '\\')
        {
            ends.Add(position);
        }

        while (position < text.Length && text[position] == '\\' && position - start < MaxBackslashes)
        {
            position++;
            if (code.Character == '\\')
            {
                ends.Add(position);
            }
        }

        if (position >= text.Length)
        {
            return true;
        }

        var kind = text[position];
        if (kind == code.Character && !char.IsLetterOrDigit(kind))
        {
            ends.Add(position + 1);
            return false;
        }

        return kind switch
        {
            'u' or 'U' or 'x' when position + 1 < text.Length && text[position + 1] == '{' => AddNumber(text, position + 2, isHex: true, '}', code, ref ends),
            'u' => AddHex(text, position + 1, 4, code, ref ends),
            'U' => AddHex(text, position + 1, 8, code, ref ends) | AddHex(text, position + 1, 4, code, ref ends),
            'x' or 'X' => AddHex(text, position + 1, 2, code, ref ends),
            >= '0' and <= '7' => AddOctal(text, position, code, ref ends),
            _ => false,
        };
    }

    // %73, %2573 (encoded twice), %u0073.
    private static bool FindPercent(ReadOnlySpan<char> text, int position, Code code, ref PositionSet ends)
    {
        for (var nested = 0; nested < MaxNestedEscapes && text.Slice(position).StartsWith("25".AsSpan()); nested++)
        {
            if (code.Character == '%')
            {
                ends.Add(position + 2);
            }

            position += 2;
        }

        if (position >= text.Length)
        {
            return true;
        }

        return text[position] is 'u' or 'U' ? AddHex(text, position + 1, 4, code, ref ends) : AddHex(text, position, 2, code, ref ends);
    }

    // &#115; &#x73; &sol; and &amp;#115; (encoded twice).
    private static bool FindEntity(ReadOnlySpan<char> text, int position, Code code, ref PositionSet ends)
    {
        for (var nested = 0; nested < MaxNestedEscapes && text.Slice(position).StartsWith("amp;".AsSpan(), StringComparison.OrdinalIgnoreCase); nested++)
        {
            if (code.Character == '&')
            {
                ends.Add(position + 4);
            }

            position += 4;
        }

        var rest = text.Slice(position);
        if (rest.Length < 4 && "amp;".AsSpan().StartsWith(rest, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (rest[0] == '#')
        {
            return rest.Length == 1
                || (rest[1] is 'x' or 'X' ? AddNumber(text, position + 2, isHex: true, ';', code, ref ends) : AddNumber(text, position + 1, isHex: false, ';', code, ref ends));
        }

        var isCut = false;
        foreach (var (name, value) in s_entities)
        {
            if (value != code.Character)
            {
                continue;
            }

            if (rest.StartsWith(name.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                ends.Add(position + name.Length + (rest.Length > name.Length && rest[name.Length] == ';' ? 1 : 0));
            }

            isCut |= rest.Length < name.Length && name.AsSpan().StartsWith(rest, StringComparison.OrdinalIgnoreCase);
        }

        return isCut;
    }

    private static bool AddHex(ReadOnlySpan<char> text, int position, int digits, Code code, ref PositionSet ends)
    {
        var value = 0;
        for (var index = 0; index < digits; index++)
        {
            if (position + index >= text.Length)
            {
                return true;
            }

            var digit = ToDigit(text[position + index]);
            if (digit < 0)
            {
                return false;
            }

            value = (value << 4) | digit;
        }

        return AddValue(text, position + digits, value, code, ref ends);
    }

    private static bool AddOctal(ReadOnlySpan<char> text, int position, Code code, ref PositionSet ends)
    {
        var value = 0;
        for (var index = 0; index < 3; index++)
        {
            if (position + index >= text.Length)
            {
                return true;
            }

            if (text[position + index] is not (>= '0' and <= '7' and var digit))
            {
                return false;
            }

            value = (value << 3) | (digit - '0');
        }

        return AddValue(text, position + 3, value, code, ref ends);
    }

    // There may be leading zeros, and the end mark may be absent.
    private static bool AddNumber(ReadOnlySpan<char> text, int position, bool isHex, char endMark, Code code, ref PositionSet ends)
    {
        const int maxDigits = 10;
        var (value, start) = (0, position);
        while (position < text.Length && position - start < maxDigits && ToDigit(text[position]) is var digit && digit >= 0 && (isHex || digit < 10))
        {
            value = unchecked((value * (isHex ? 16 : 10)) + digit);
            position++;
        }

        var isCut = position >= text.Length;
        return isCut | (position > start && AddValue(text, !isCut && text[position] == endMark ? position + 1 : position, value, code, ref ends));
    }

    internal static int ToDigit(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => -1,
    };

    private static bool AreEqual(char left, char right, bool ignoreCase) =>
        left == right || (ignoreCase && left < 128 && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));

    /// <summary>Represents the character whose code a number must be.</summary>
    private readonly struct Code(char character, bool ignoreCase, int depth)
    {
        internal char Character => character;

        /// <summary>Gets the number of escapes that contain the character.</summary>
        internal int Depth => depth;

        internal Code Nest() => new(character, ignoreCase, depth + 1);

        internal bool Is(int value) => value is > 0 and < 128 && AreEqual((char)value, character, ignoreCase);
    }
}
