using System.Net;
using System.Text.RegularExpressions;

namespace Qubrid.Client.Serialization;

/// <summary>The one line of a gateway's HTML page that a person wants to see.</summary>
internal static class HtmlTitleExtractor
{
    // What a person wants to see stands at the top; and the patterns take quadratic time on a page of nothing but '<'.
    private const int MaxLength = 8192;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    internal static string Extract(string html)
    {
        html = html.Length <= MaxLength ? html : html.Substring(0, MaxLength);
        try
        {
            return ExtractText(html);
        }
        catch (RegexMatchTimeoutException)
        {
            return html; // a page made to be slow
        }
    }

    private static string ExtractText(string html)
    {
        var match = Regex.Match(html, @"<(title|h1)[^>]*>([^<]*)</\1>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_timeout);
        var text = match.Success ? match.Groups[2].Value : Regex.Replace(html, "<[^>]*>", " ", RegexOptions.None, s_timeout);
        return Regex.Replace(WebUtility.HtmlDecode(text), @"\s+", " ", RegexOptions.None, s_timeout).Trim();
    }
}
