namespace Qubrid.Client.Recognition;

/// <summary>Checks e-mail and IP addresses.</summary>
internal static class AddressChecks
{
    private const string EscapedSign = "%40";
    private const int MaxLocalLength = 64;
    private const char FirstNonAscii = '\u0080';
    private const int MaxVersionPrefix = 24;

    private static readonly int[] s_escapeLengths = [5, 2, 1];

    // Endings of file and unit names that follow an at sign, such as logo@2x.png and getty@tty1.service.
    private static readonly HashSet<string> s_notTopLevel = new(StringComparer.OrdinalIgnoreCase)
    {
        "service", "socket", "timer", "slice", "scope", "mount", "target", "device", "swap", "path", "automount",
        "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "js", "mjs", "css", "json", "html", "htm", "tgz", "tar", "gz", "csv", "md",
        "bak", "min", "zip", "xml",
        "log", "txt", "dll", "exe",
    };

    /// <summary>Returns the address, unless it is the name of a file or a unit, or the address of a Git server.</summary>
    internal static TextMatch? GetEmail(string text, TextMatch match)
    {
        match = TrimSurroundingText(text, match);
        var address = text.Substring(match.Start, match.Length);
        if (address.LastIndexOf('.') is var dot && s_notTopLevel.Contains(address.Substring(dot + 1)))
        {
            // The address can be the name of a file: "anna@contoso.com.log".
            address = address.Substring(0, dot);
            match = match with { Length = dot };
            if (address.IndexOf('.', FindSign(address) + 1) < 0 || !address.Substring(address.LastIndexOf('.') + 1).All(char.IsLetter))
            {
                return null;
            }
        }

        var at = FindSign(address);
        return at is < 1 or > MaxLocalLength
            || !MatchChecks.IsWord(text, match)
            || s_notTopLevel.Contains(address.Substring(address.LastIndexOf('.') + 1))
            || (address.StartsWith("git@", StringComparison.Ordinal) && MatchChecks.IsAt(text, match.End, ':'))
            ? null
            : match;
    }

    /// <summary>Returns the address, unless it is a part of a longer number or a version.</summary>
    internal static TextMatch? GetIPv4(string text, TextMatch match)
    {
        var previous = match.Start - 1;
        if (!MatchChecks.IsWord(text, match)
            || (MatchChecks.IsAt(text, previous, '.') && MatchChecks.IsLetterOrDigitAt(text, previous - 1))
            || (MatchChecks.IsAt(text, match.End, '.') && MatchChecks.IsDigitAt(text, match.End + 1))
            || IsPackageVersion(text, match.End))
        {
            return null;
        }

        var address = text.Substring(match.Start, match.Length);
        return HasLeadingZero(address) || IsVersion(text, match, address) ? null : match;
    }

    /// <summary>Returns the address with its zone, unless it is a time, a hardware address, or a qualified name.</summary>
    internal static TextMatch? GetIPv6(string text, TextMatch match)
    {
        // The first colon of "address:fe80::1" is punctuation.
        while (match.Length > 2 && MatchChecks.IsAt(text, match.Start, ':') && (!MatchChecks.IsAt(text, match.Start + 1, ':') || MatchChecks.IsAt(text, match.Start + 2, ':')))
        {
            match = new TextMatch(match.Start + 1, match.Length - 1);
        }

        if (MatchChecks.IsInsideWord(text, match.Start) || (MatchChecks.IsAt(text, match.Start - 1, ':') && !IsLabel(text, match.Start - 1)))
        {
            return null;
        }

        var address = text.Substring(match.Start, match.Length).TrimEnd('.', '-');
        var end = match.Start + address.Length;
        if (MatchChecks.IsLetterOrDigitAt(text, end)
            || (MatchChecks.IsAt(text, end, ':') && (MatchChecks.IsLetterOrDigitAt(text, end + 1) || MatchChecks.IsAt(text, end + 1, ':'))))
        {
            return null;
        }

        // The colon of "address fe80::1: failed" is punctuation.
        if (address.EndsWith(":", StringComparison.Ordinal) && !address.EndsWith("::", StringComparison.Ordinal))
        {
            address = address.Substring(0, address.Length - 1);
        }

        var digits = address.Split('%')[0];
        return digits.Any(char.IsDigit) && !IsHardwareAddress(digits) && System.Net.IPAddress.TryParse(digits, out var parsed)
            && parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? match with { Length = address.Length }
            : null;
    }

    // Text of a script without spaces between words, and an escape sequence, can be next to an address.
    private static TextMatch TrimSurroundingText(string text, TextMatch match)
    {
        var address = text.Substring(match.Start, match.Length);
        var (start, end) = (GetEscapeLength(text, match.Start), address.Length);
        for (var i = address.LastIndexOf('.') + 2; i < end; i++)
        {
            end = MatchChecks.IsWithoutSpaces(address[i]) && address[i - 1] < FirstNonAscii ? i : end;
        }

        var at = FindSign(address);
        var isAsciiDomain = address.Skip(at + 1).Take(end - at - 1).All(character => character < FirstNonAscii);
        for (var i = start; i < at - 1 && isAsciiDomain; i++)
        {
            start = MatchChecks.IsWithoutSpaces(address[i]) && address[i + 1] < FirstNonAscii && char.IsLetter(address[i + 1]) ? i + 1 : start;
        }

        return new TextMatch(match.Start + start, end - start);
    }

    // The length of the rest of an escape sequence whose first character is before the index: the n of \n, u003c, or 20 of %20.
    private static int GetEscapeLength(string text, int index)
    {
        foreach (var length in s_escapeLengths)
        {
            if (index + length <= text.Length && MatchChecks.GetEscapeStart(text, index + length) == index - 1)
            {
                return length;
            }
        }

        return 0;
    }

    private static int FindSign(string address) =>
        address.LastIndexOf('@') is >= 0 and var at ? at : address.LastIndexOf(EscapedSign, StringComparison.Ordinal);

    // A word before a colon, such as "address:", which is not a group of hexadecimal digits.
    private static bool IsLabel(string text, int colon)
    {
        var start = colon;
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        return colon > start && !MatchChecks.IsAt(text, start - 1, ':')
            && text.Substring(start, colon - start).Any(character => character is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')));
    }

    private static bool HasLeadingZero(string address) => address.Split('.').Any(octet => octet.Length > 1 && octet[0] == '0');

    // "6.8.0.105+dfsg" and "conf_1.2.5.1-2_all"; a range such as "10.0.0.1-10" consists of addresses.
    private static bool IsPackageVersion(string text, int end)
    {
        if (end < text.Length && text[end] is '+' or '~')
        {
            return MatchChecks.IsLetterOrDigitAt(text, end + 1);
        }

        var next = end + 1;
        while (MatchChecks.IsAt(text, end, '-') && MatchChecks.IsLetterOrDigitAt(text, next))
        {
            next++;
        }

        return next > end + 1 && next < text.Length && text[next] is ')' or '_' or '+' or '~';
    }

    // "version 1.2.3.4", "Version=4.0.0.0, Culture=neutral" and "Chrome/120.0.0.0".
    private static bool IsVersion(string text, TextMatch match, string address)
    {
        if (MatchChecks.IsAt(text, match.Start - 1, '/') && MatchChecks.IsLetterOrDigitAt(text, match.Start - 2)
            && address.EndsWith(".0.0.0", StringComparison.Ordinal))
        {
            return true;
        }

        var start = Math.Max(0, match.Start - MaxVersionPrefix);
        var before = text.Substring(start, match.Start - start);
        var line = before.Substring(before.LastIndexOfAny(['\n', ',', ';']) + 1).TrimEnd('"', '\'', ' ', '=', ':', '(', '[', '>', '\\');
        return line.EndsWith("version", StringComparison.OrdinalIgnoreCase) || line.EndsWith("version is", StringComparison.OrdinalIgnoreCase)
            || line.EndsWith(" ver", StringComparison.OrdinalIgnoreCase) || line.EndsWith("ver.", StringComparison.OrdinalIgnoreCase);
    }

    // Eight pairs of digits are a world wide name, not an address.
    private static bool IsHardwareAddress(string address) => address.Split(':') is { Length: 8 } groups && groups.All(group => group.Length == 2);
}
