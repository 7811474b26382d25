using System.Net;
using System.Security;
using System.Text;

namespace Qubrid.Client.Http;

/// <summary>The one place where the key is text: in the header's making, and where it is struck out of what a server echoes.</summary>
internal sealed class ApiKey(SecureString value)
{
    private const string Struck = "[key removed]";

    // As short a text as this is no key, and striking it out would tear up messages.
    private const int ShortestToStrike = 8;

    internal string ToAuthorization() => "Bearer " + ToText();

    internal string? StrikeOut(string? text)
    {
        var key = ToText();
        return text is null || key.Length < ShortestToStrike ? text : text.Replace(key, Struck);
    }

    internal byte[] StrikeOut(byte[] utf8) => Encoding.UTF8.GetBytes(StrikeOut(Encoding.UTF8.GetString(utf8))!);

    internal bool IsIn(string text)
    {
        var key = ToText();
        return key.Length >= ShortestToStrike && text.Contains(key);
    }

    internal static bool IsUsable(SecureString value)
    {
        var text = new NetworkCredential("", value).Password;
        return text.Length > 0 && text.All(character => character is > ' ' and < (char)127);
    }

    private string ToText() => new NetworkCredential("", value).Password;
}
