using System.Net;
using System.Text;

namespace Qubrid.Client.Tests.Support;

/// <summary>Contains the forms in which a service may return a secret of the connection.</summary>
internal static class KeyForms
{
    /// <summary>A secret besides the key: the value of a header, or the password of a proxy.</summary>
    internal const string OtherSecret = "gw-9876543210-Zyxwvutsrq";

    /// <summary>The forms of the key.</summary>
    internal static readonly IReadOnlyDictionary<string, string> All = Create(TestClient.ApiKey);

    /// <summary>The forms of <see cref="OtherSecret"/>.</summary>
    internal static readonly IReadOnlyDictionary<string, string> OfOtherSecret = Create(OtherSecret);

    private static readonly KeyValuePair<string, string>[] s_searched = [.. All.Concat(OfOtherSecret), .. All.Concat(OfOtherSecret).Select(form => KeyValuePair.Create(form.Key, Shrink(form.Value)))];

    /// <summary>Returns the names of the forms of a secret that a text contains.</summary>
    internal static IEnumerable<string> FindIn(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        // Searches the text itself, and the text after each of three rounds of unescaping, without white space.
        var readings = new List<string> { text };
        for (var round = 0; round < 3; round++)
        {
            readings.Add(WebUtility.HtmlDecode(Uri.UnescapeDataString(Unescape(readings[^1]))));
        }

        readings.AddRange(readings.ConvertAll(Shrink));
        return s_searched.Where(form => readings.Exists(reading => reading.Contains(form.Value, StringComparison.OrdinalIgnoreCase))).Select(form => form.Key).Distinct();
    }

    private static Dictionary<string, string> Create(string secret) => new()
    {
        ["plain"] = secret,
        ["bearer"] = "Bearer " + secret,
        ["bearer in capitals"] = "BEARER " + secret,
        ["capitals"] = secret.ToUpperInvariant(),
        ["percent"] = Percent(secret),
        ["percent twice"] = Percent(secret).Replace("%", "%25"),
        ["percent, only the dash"] = secret.Replace("-", "%2d"),
        ["percent u"] = string.Concat(secret.Select(unit => $"%u{(int)unit:X4}")),
        ["JSON"] = string.Concat(secret.Select(unit => $"\\u{(int)unit:X4}")),
        ["JSON, lower case, one character"] = secret.Replace("k", "\\u006b"),
        ["JSON in a string"] = secret.Replace("-", "\\\\u002D"),
        ["JSON three times"] = secret.Replace("-", "\\\\\\\\u002D"),
        ["braces"] = string.Concat(secret.Select(unit => $"\\u{{{(int)unit:x}}}")),
        ["backslash x"] = string.Concat(secret.Select(unit => $"\\x{(int)unit:x2}")),
        ["octal"] = string.Concat(secret.Select(unit => "\\" + Convert.ToString(unit, 8).PadLeft(3, '0'))),
        ["backslash before the dash"] = secret.Replace("-", "\\-"),
        ["HTML decimal"] = string.Concat(secret.Select(unit => $"&#{(int)unit};")),
        ["HTML hexadecimal"] = string.Concat(secret.Select(unit => $"&#x{(int)unit:X4};")),
        ["HTML twice"] = string.Concat(secret.Select(unit => $"&amp;#{(int)unit};")),
        ["HTML name"] = secret.Replace("-", "&hyphen;"),
        ["HTML in JSON"] = string.Concat(secret.Select(unit => $"\\u0026#{(int)unit};")),
        ["percent in JSON"] = secret.Replace("-", "\\u00252D"),
        ["JSON in percent"] = secret.Replace("-", "%5Cu002D"),
        ["JSON in JSON"] = secret.Replace("-", "\\u005Cu002D"),
        ["quoted-printable"] = secret.Replace("-", "=2D"),
        ["hexadecimal"] = Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        ["hexadecimal, lower case"] = Convert.ToHexString(Encoding.UTF8.GetBytes(secret)).ToLowerInvariant(),
        ["hexadecimal with dashes"] = BitConverter.ToString(Encoding.UTF8.GetBytes(secret)),
        ["hexadecimal with blanks"] = BitConverter.ToString(Encoding.UTF8.GetBytes(secret)).Replace('-', ' '),
        ["hexadecimal with colons"] = BitConverter.ToString(Encoding.UTF8.GetBytes(secret)).Replace('-', ':').ToLowerInvariant(),
        ["hexadecimal array"] = string.Join(", ", secret.Select(unit => $"0x{(int)unit:x2}")),
        ["Base64"] = Base64(secret),
        ["Base64 of the header"] = Base64("Bearer " + secret),
        ["Base64 of user and key"] = Base64("u:" + secret),
        ["Base64 in a text"] = Base64("ab" + secret + "yz"),
        ["Base64 of UTF-16"] = Convert.ToBase64String(Encoding.Unicode.GetBytes(secret)),
        ["folded"] = secret.Insert(9, " \t  "),
        ["line breaks"] = secret.Insert(5, "\\r\\n").Insert(3, "%0A"),
        ["zero characters"] = string.Join('\0', secret.ToCharArray()),
    };

    private static string Percent(string text) => string.Concat(text.Select(unit => $"%{(int)unit:X2}"));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=');

    private static string Unescape(string text)
    {
        try
        {
            return System.Text.RegularExpressions.Regex.Unescape(text);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static string Shrink(string text) => new([.. text.Where(char.IsLetterOrDigit)]);
}
