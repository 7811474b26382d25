using System.Net;
using System.Security;
using System.Text;
using Qubrid.Client.Wire;

namespace Qubrid.Client.Http;

/// <summary>The one place where the key is text: in the header's making, and where it is struck out of what a server echoes.</summary>
internal sealed class ApiKey(SecureString value)
{
    internal string ToAuthorization() => "Bearer " + ToText();

    internal string? StrikeOut(string? text) => text is null ? null : ToStriker().StrikeOut(text);

    internal byte[] StrikeOut(byte[] utf8) => Encoding.UTF8.GetBytes(StrikeOut(Encoding.UTF8.GetString(utf8))!);

    internal bool IsIn(string text) => ToStriker().IsIn(text.AsSpan());

    internal KeyStriker ToStriker() => new(ToText());

    internal static bool IsUsable(SecureString value)
    {
        var text = new NetworkCredential("", value).Password;
        return text.Length > 0 && text.All(character => character is > ' ' and < (char)127);
    }

    private string ToText() => new NetworkCredential("", value).Password;
}
