using System.Net;
using System.Security;
using System.Text;

namespace Qubrid.Client.Security;

/// <summary>
/// Holds the API key and the other secrets of the connection, such as header values and the password of the proxy. Only this type converts them to plain text: to
/// create the Authorization header, and to redact them in received text.
/// </summary>
internal sealed class ApiKey(SecureString value, params SecureString[] otherSecrets)
{
    // The last three are the ellipsis, the bullet and the black circle.
    private static readonly string[] s_masks = ["**", "...", "\u2026", "\u2022", "\u25CF"];

    internal string ToAuthorizationHeader() => "Bearer " + ToText();

    /// <summary>Returns the text with each secret replaced by a placeholder.</summary>
    internal string? Redact(string? text) => text is null ? null : CreateRedactor().Redact(text);

    /// <summary>Returns UTF-8 JSON in which the secrets are redacted in names and values.</summary>
    internal byte[] RedactJson(byte[] utf8)
    {
        var redactor = CreateRedactor();
        return redactor.IsContainedIn(Encoding.UTF8.GetString(utf8).AsSpan()) ? JsonRedactor.Redact(utf8, redactor) : utf8;
    }

    internal bool IsContainedIn(string text) => CreateRedactor().IsContainedIn(text.AsSpan());

    /// <summary>Creates a redactor. It holds the secrets as plain text; use one for each response.</summary>
    internal KeyRedactor CreateRedactor() => new([ToText(), .. otherSecrets.Select(ToText)]);

    /// <summary>Returns whether a key can be sent in a header: not empty, and only printable ASCII characters without white space.</summary>
    internal static bool IsValid(SecureString value)
    {
        var text = ToText(value);
        return text.Length > 0 && text.Length == value.Length && text.All(character => character is > ' ' and < (char)127);
    }

    /// <summary>
    /// Returns whether the value hides a key instead of being one: a row of asterisks, dots or other marks as displays show it, or the text that
    /// a SecureString is converted to.
    /// </summary>
    internal static bool IsMasked(SecureString value)
    {
        var text = ToText(value);
        return (text.Length > 0 && !text.Any(char.IsLetterOrDigit))
            || Array.Exists(s_masks, mask => text.Contains(mask))
            || text == typeof(SecureString).FullName;
    }

    internal static bool AreEqual(SecureString left, SecureString right) => ToText(left) == ToText(right);

    private string ToText() => ToText(value);

    private static string ToText(SecureString value) => new NetworkCredential("", value).Password;
}
