using System.Net;
using System.Text.RegularExpressions;

namespace Qubrid.Client.Serialization;

/// <summary>Extracts the title, or else the text, of a gateway's HTML page.</summary>
internal static class HtmlTitleExtractor
{
    // The title is at the start of the page, and the patterns take quadratic time for a page that consists of '<'.
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
            return html; // the page was made to be slow
        }
    }

    private static string ExtractText(string html)
    {
        var match = Regex.Match(html, @"<(title|h1)[^>]*>([^<]*)</\1>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_timeout);
        var text = match.Success ? match.Groups[2].Value : Regex.Replace(html, "<[^>]*>", " ", RegexOptions.None, s_timeout);
        return Regex.Replace(WebUtility.HtmlDecode(text), @"\s+", " ", RegexOptions.None, s_timeout).Trim();
    }
}
