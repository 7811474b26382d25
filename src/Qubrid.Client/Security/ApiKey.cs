using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qubrid.Client.Security;

/// <summary>Holds the API key. Only this type converts it to plain text: to create the Authorization header, and to redact the key in received text.</summary>
internal sealed class ApiKey(SecureString value)
{
    // The last three are the ellipsis, the bullet and the black circle.
    private static readonly string[] s_masks = ["**", "...", "\u2026", "\u2022", "\u25CF"];

    internal string ToAuthorizationHeader() => "Bearer " + ToText();

    /// <summary>Returns the text with the key replaced by a placeholder.</summary>
    internal string? Redact(string? text) => text is null ? null : CreateRedactor().Redact(text);

    /// <summary>Returns UTF-8 JSON in which the key is redacted, both as plain text and as an escaped JSON string.</summary>
    internal byte[] RedactJson(byte[] utf8)
    {
        var text = Redact(Encoding.UTF8.GetString(utf8))!;
        var escaped = JsonEncodedText.Encode(ToText(), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        return Encoding.UTF8.GetBytes(new KeyRedactor(escaped).Redact(text)!);
    }

    internal bool IsContainedIn(string text) => CreateRedactor().IsContainedIn(text.AsSpan());

    /// <summary>Creates a redactor. It holds the key as plain text; use one for each response.</summary>
    internal KeyRedactor CreateRedactor() => new(ToText());

    /// <summary>Returns whether a key can be sent in a header: not empty, and only printable ASCII characters without white space.</summary>
    internal static bool IsValid(SecureString value)
    {
        var text = ToText(value);
        return text.Length > 0 && text.All(character => character is > ' ' and < (char)127);
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
