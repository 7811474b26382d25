namespace Qubrid.Client.Recognition;

/// <summary>Checks e-mail and IP addresses.</summary>
internal static class AddressChecks
{
    private const int MaxLocalLength = 64;
    private const int MaxVersionPrefix = 24;

    // Endings of file and unit names that follow an at sign, such as logo@2x.png and getty@tty1.service.
    private static readonly HashSet<string> s_notTopLevel = new(StringComparer.OrdinalIgnoreCase)
    {
        "service", "socket", "timer", "slice", "scope", "mount", "target", "device", "swap", "path", "automount",
        "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "js", "mjs", "css", "json", "html", "htm", "tgz", "gz", "zip", "xml", "log", "txt", "dll", "exe",
    };

    /// <summary>Returns the address, unless it is the name of a file or a unit, or the address of a Git server.</summary>
    internal static TextMatch? GetEmail(string text, TextMatch match)
    {
        var address = text.Substring(match.Start, match.Length);
        var at = address.LastIndexOf('@');
        at = at < 0 ? address.LastIndexOf("%40", StringComparison.Ordinal) : at;
        return at > MaxLocalLength
            || MatchChecks.IsLetterOrDigitAt(text, match.End)
            || MatchChecks.IsLetterOrDigitAt(text, match.Start - 1)
            || s_notTopLevel.Contains(address.Substring(address.LastIndexOf('.') + 1))
            || (address.StartsWith("git@", StringComparison.Ordinal) && MatchChecks.IsAt(text, match.End, ':'))
            ? null
            : match;
    }

    /// <summary>Returns the address, unless it is a part of a longer number or a version.</summary>
    internal static TextMatch? GetIPv4(string text, TextMatch match)
    {
        var previous = match.Start - 1;
        if (MatchChecks.IsLetterOrDigitAt(text, previous) || MatchChecks.IsLetterOrDigitAt(text, match.End)
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
        if (MatchChecks.IsLetterOrDigitAt(text, match.Start - 1) || MatchChecks.IsAt(text, match.Start - 1, ':'))
        {
            return null;
        }

        var address = text.Substring(match.Start, match.Length).TrimEnd('.', '-');
        var end = match.Start + address.Length;
        if (MatchChecks.IsLetterOrDigitAt(text, end) || (MatchChecks.IsAt(text, end, ':') && (MatchChecks.IsLetterOrDigitAt(text, end + 1) || MatchChecks.IsAt(text, end + 1, ':'))))
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
        if (MatchChecks.IsAt(text, match.Start - 1, '/') && MatchChecks.IsLetterOrDigitAt(text, match.Start - 2) && address.EndsWith(".0.0.0", StringComparison.Ordinal))
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
