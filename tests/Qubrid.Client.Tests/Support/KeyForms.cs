using System.Net;
using System.Text;

namespace Qubrid.Client.Tests.Support;

/// <summary>Contains the forms in which a service may return the key.</summary>
internal static class KeyForms
{
    private const string Key = TestClient.ApiKey;

    internal static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["plain"] = Key,
        ["bearer"] = "Bearer " + Key,
        ["bearer in capitals"] = "BEARER " + Key,
        ["capitals"] = Key.ToUpperInvariant(),
        ["percent"] = Percent(Key),
        ["percent twice"] = Percent(Key).Replace("%", "%25"),
        ["percent, only the dash"] = Key.Replace("-", "%2d"),
        ["percent u"] = string.Concat(Key.Select(unit => $"%u{(int)unit:X4}")),
        ["JSON"] = string.Concat(Key.Select(unit => $"\\u{(int)unit:X4}")),
        ["JSON, lower case, one character"] = Key.Replace("k", "\\u006b"),
        ["JSON in a string"] = Key.Replace("-", "\\\\u002D"),
        ["JSON three times"] = Key.Replace("-", "\\\\\\\\u002D"),
        ["braces"] = string.Concat(Key.Select(unit => $"\\u{{{(int)unit:x}}}")),
        ["backslash x"] = string.Concat(Key.Select(unit => $"\\x{(int)unit:x2}")),
        ["octal"] = string.Concat(Key.Select(unit => "\\" + Convert.ToString(unit, 8).PadLeft(3, '0'))),
        ["backslash before the dash"] = Key.Replace("-", "\\-"),
        ["HTML decimal"] = string.Concat(Key.Select(unit => $"&#{(int)unit};")),
        ["HTML hexadecimal"] = string.Concat(Key.Select(unit => $"&#x{(int)unit:X4};")),
        ["HTML twice"] = string.Concat(Key.Select(unit => $"&amp;#{(int)unit};")),
        ["HTML name"] = Key.Replace("-", "&hyphen;"),
        ["HTML in JSON"] = string.Concat(Key.Select(unit => $"\\u0026#{(int)unit};")),
        ["percent in JSON"] = Key.Replace("-", "\\u00252D"),
        ["JSON in percent"] = Key.Replace("-", "%5Cu002D"),
        ["JSON in JSON"] = Key.Replace("-", "\\u005Cu002D"),
        ["quoted-printable"] = Key.Replace("-", "=2D"),
        ["hexadecimal"] = Convert.ToHexString(Encoding.UTF8.GetBytes(Key)),
        ["hexadecimal, lower case"] = Convert.ToHexString(Encoding.UTF8.GetBytes(Key)).ToLowerInvariant(),
        ["hexadecimal with dashes"] = BitConverter.ToString(Encoding.UTF8.GetBytes(Key)),
        ["hexadecimal with blanks"] = BitConverter.ToString(Encoding.UTF8.GetBytes(Key)).Replace('-', ' '),
        ["hexadecimal with colons"] = BitConverter.ToString(Encoding.UTF8.GetBytes(Key)).Replace('-', ':').ToLowerInvariant(),
        ["hexadecimal array"] = string.Join(", ", Key.Select(unit => $"0x{(int)unit:x2}")),
        ["Base64"] = Base64(Key),
        ["Base64 of the header"] = Base64("Bearer " + Key),
        ["Base64 of user and key"] = Base64("u:" + Key),
        ["Base64 in a text"] = Base64("ab" + Key + "yz"),
        ["Base64 of UTF-16"] = Convert.ToBase64String(Encoding.Unicode.GetBytes(Key)),
        ["folded"] = Key.Insert(9, " \t  "),
        ["line breaks"] = Key.Insert(5, "\\r\\n").Insert(3, "%0A"),
        ["zero characters"] = string.Join('\0', Key.ToCharArray()),
    };

    /// <summary>Returns the names of the forms of the key that a text contains.</summary>
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

        return All.Where(form => readings.Exists(reading => reading.Contains(form.Value, StringComparison.OrdinalIgnoreCase))
            || readings.Exists(reading => Shrink(reading).Contains(Shrink(form.Value), StringComparison.OrdinalIgnoreCase))).Select(form => form.Key);
    }

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
