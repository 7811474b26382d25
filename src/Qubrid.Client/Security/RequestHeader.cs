using System.Net;
using System.Security;

namespace Qubrid.Client.Security;

/// <summary>
/// Represents an additional header of all requests, such as the key of a gateway. Its value is a secret: only this type and
/// <see cref="ApiKey"/> convert it to plain text.
/// </summary>
internal sealed class RequestHeader(string name, SecureString value)
{
    internal const string Authorization = "Authorization";

    // Set by the client or the connection itself. Compression is not requested, because it would delay the tokens.
    private static readonly HashSet<string> s_refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Encoding", "Allow", "Connection", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location",
        "Content-MD5", "Content-Range", "Content-Type", "Expect", "Expires", "Host", "Keep-Alive", "Last-Modified", "Proxy-Authorization",
        "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    internal string Name => name;

    /// <summary>Gets the value as it is sent.</summary>
    internal string ToText() => new NetworkCredential("", value).Password;

    /// <summary>Returns the value, and the credential in it if there is a scheme before it, as in <c>Bearer token</c>: a service can repeat it alone.</summary>
    internal IEnumerable<SecureString> EnumerateSecrets()
    {
        yield return value;
        var text = ToText();
        if (text.IndexOf(' ') is var space and > 0 && text.IndexOf(' ', space + 1) < 0)
        {
            yield return new NetworkCredential("", text.Substring(space + 1)).SecurePassword;
        }
    }

    /// <summary>Returns what is wrong with a header, or null if it can be sent. The message does not contain the value.</summary>
    internal static string? Validate(string name, SecureString value)
    {
        var length = name.TakeWhile(IsTokenCharacter).Count();
        if (length < name.Length || length == 0)
        {
            // What follows the valid characters can be a value, as in 'X-Api-Key: value'.
            return length == 0
                ? "A header has no valid name."
                : $"The name of a header that starts with '{name.Substring(0, length)}' contains white space or characters that are not valid in a header name.";
        }

        if (s_refused.Contains(name))
        {
            return $"The header '{name}' cannot be specified, because {(name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) ? "it belongs to the proxy; use -ProxyCredential" : "the client sets it for each request")}.";
        }

        var text = new NetworkCredential("", value).Password; // ends at the first null character
        return text.Length < value.Length || text.Any(character => character is < ' ' or > '~')
                ? $"The value of the header '{name}' contains line breaks, control characters or characters outside ASCII."
            : text.Trim(' ').Length == 0 ? $"The value of the header '{name}' is empty."
            : text == typeof(SecureString).FullName || text.All(character => character == '*') ? $"The value of the header '{name}' is not a value but a text that hides one."
            : null;
    }

    // RFC 9110, section 5.6.2.
    private static bool IsTokenCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "!#$%&'*+-.^_`|~".Contains(character);
}
