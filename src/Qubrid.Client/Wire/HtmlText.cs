using System.Net;
using System.Text.RegularExpressions;

namespace Qubrid.Client.Wire;

/// <summary>The one line of a gateway's HTML page that a person wants to see.</summary>
internal static class HtmlText
{
    // What a person wants to see stands at the top; and the patterns take quadratic time on a page of nothing but '<'.
    private const int MostText = 8192;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    internal static string Title(string html)
    {
        html = html.Length <= MostText ? html : html.Substring(0, MostText);
        var found = Regex.Match(html, @"<(title|h1)[^>]*>([^<]*)</\1>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_limit);
        var text = found.Success ? found.Groups[2].Value : Regex.Replace(html, "<[^>]*>", " ", RegexOptions.None, s_limit);
        return Regex.Replace(WebUtility.HtmlDecode(text), @"\s+", " ", RegexOptions.None, s_limit).Trim();
    }
}
