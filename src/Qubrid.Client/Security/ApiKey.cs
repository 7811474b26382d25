using System.Net;
using System.Security;
using System.Text;

namespace Qubrid.Client.Security;

/// <summary>The one place where the key is text: in the header's making, and where it is struck out of what a server echoes.</summary>
internal sealed class ApiKey(SecureString value)
{
    internal string ToAuthorizationHeader() => "Bearer " + ToText();

    internal string? Redact(string? text) => text is null ? null : CreateRedactor().Redact(text);

    /// <summary>A line of JSON without the key, as it is or as a JSON string writes it.</summary>
    internal byte[] RedactJson(byte[] utf8)
    {
        var redactor = CreateRedactor();
        return redactor.IsContainedIn(Encoding.UTF8.GetString(utf8).AsSpan()) ? [.. JsonRedactor.Redact(utf8, redactor), (byte)'\n'] : utf8;
    }

    internal bool IsContainedIn(string text) => CreateRedactor().IsContainedIn(text.AsSpan());

    internal KeyRedactor CreateRedactor() => new(ToText());

    internal static bool IsValid(SecureString value)
    {
        var text = ToText(value);
        return text.Length > 0 && text.All(character => character is > ' ' and < (char)127);
    }

    internal static bool AreEqual(SecureString left, SecureString right) => ToText(left) == ToText(right);

    private string ToText() => ToText(value);

    private static string ToText(SecureString value) => new NetworkCredential("", value).Password;
}
