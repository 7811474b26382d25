using System.Security.Cryptography;
using System.Text;

namespace QubridPS.Reporting;

/// <summary>Reads the style sheet and the script of the page, which are resources of the assembly.</summary>
internal static class PageResource
{
    /// <summary>Returns the text of a resource.</summary>
    internal static string Read(string name)
    {
        using var stream = typeof(PageResource).Assembly.GetManifestResourceStream("QubridPS.Reporting." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n"); // browsers hash the text with these line breaks
    }

    /// <summary>Returns the source of an inline style sheet or script for the Content-Security-Policy.</summary>
    internal static string GetSource(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return $"'sha256-{Convert.ToBase64String(hash.GetHashAndReset())}'";
    }
}
