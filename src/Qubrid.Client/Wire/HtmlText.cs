using System.Net;
using System.Text.RegularExpressions;

namespace Qubrid.Client.Wire;

/// <summary>The one line of a gateway's HTML page that a person wants to see.</summary>
internal static class HtmlText
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    internal static string Title(string html)
    {
        var found = Regex.Match(html, @"<(title|h1)[^>]*>([^<]*)</\1>", RegexOptions.IgnoreCase, s_limit);
        var text = found.Success ? found.Groups[2].Value : Regex.Replace(html, "<[^>]*>", " ", RegexOptions.None, s_limit);
        return Regex.Replace(WebUtility.HtmlDecode(text), @"\s+", " ", RegexOptions.None, s_limit).Trim();
    }
}
