using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace QubridPS.Conversion;

/// <summary>The values that are one text: the same on every machine, whatever its culture.</summary>
internal static class ScalarText
{
    /// <summary>The text, or null where the value is a number, a truth value, or has parts. NaN and infinity are texts: JSON has no such numbers.</summary>
    internal static string? Of(object value) => value switch
    {
        string text => text,
        char character => character.ToString(),
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        Enum or Guid or TimeSpan or Version or IPAddress or EndPoint or Regex => value.ToString(),
        byte[] bytes => Convert.ToBase64String(bytes),
        Uri uri => uri.OriginalString,
        Type type => type.FullName,
        XmlNode node => node.OuterXml,
        CultureInfo culture => culture.Name,
        Encoding encoding => encoding.WebName,
        SecureString => "[SecureString, not sent]",
        ScriptBlock => "[ScriptBlock, not sent]",
        Delegate => "[Delegate, not sent]",
        double number when !IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        float number when !IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        IFormattable formattable when IsPlainStruct(value.GetType()) => Format(formattable),
        _ => IsSemanticVersion(value.GetType()) ? value.ToString() : null,
    };

    /// <summary>A number in its shortest round-trip form, or null where the value is none.</summary>
    internal static string? OfNumber(object value) => value switch
    {
        double number => IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
        float number => IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or System.Numerics.BigInteger =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IntPtr pointer => pointer.ToInt64().ToString(CultureInfo.InvariantCulture),
        UIntPtr pointer => pointer.ToUInt64().ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);

    // A type of PowerShell 7 only.
    private static bool IsSemanticVersion(Type type) => type.Name == "SemanticVersion" && type.Assembly == typeof(PSObject).Assembly;

    private static bool IsPlainStruct(Type type) => type.IsValueType && !type.IsPrimitive && type != typeof(decimal) && type.Namespace == "System";

    // DateOnly and TimeOnly do not exist on every target.
    private static string Format(IFormattable value) =>
        value.ToString(value.GetType().Name is "DateOnly" or "TimeOnly" ? "o" : null, CultureInfo.InvariantCulture);
}
