using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.NetworkInformation;
using System.Reflection;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>Formats scalar values as text, independent of the culture.</summary>
internal static class ScalarFormatter
{
    /// <summary>Returns the text of a value, or null if the value is a number, a Boolean, or an object with properties. NaN and infinity are returned as text, because JSON does not have them as numbers.</summary>
    internal static string? TryFormat(object value) => value switch
    {
        string text => text,
        char character => character.ToString(),
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        Enum or Guid or TimeSpan or Version => value.ToString(),
        double number when !IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        float number when !IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        bool or IConvertible or PSCustomObject => null,
        SecureString => "[SecureString, not sent]",
        ScriptBlock => "[ScriptBlock, not sent]",
        Delegate => "[Delegate, not sent]",
        _ => TryFormatBytes(value) ?? TryFormatXml(value) ?? TryFormatNetworkType(value) ?? TryFormatOther(value),
    };

    /// <summary>Returns a number in its shortest round-trip format, or null if the value is not a finite number.</summary>
    internal static string? TryFormatNumber(object value) => value switch
    {
        double number => IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
        float number => IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or System.Numerics.BigInteger =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IntPtr pointer => pointer.ToInt64().ToString(CultureInfo.InvariantCulture),
        UIntPtr pointer => pointer.ToUInt64().ToString(CultureInfo.InvariantCulture),
        IFormattable number when TextTypes.IsNumber(value.GetType()) => TryFormatNewNumber(number),
        _ => null,
    };

    private static string? TryFormatBytes(object value) => value switch
    {
        byte[] bytes => Convert.ToBase64String(bytes),
        ArraySegment<byte> bytes => bytes.Array is null ? "" : Convert.ToBase64String(bytes.Array, bytes.Offset, bytes.Count),
        Memory<byte> bytes => Convert.ToBase64String(bytes.ToArray()),
        ReadOnlyMemory<byte> bytes => Convert.ToBase64String(bytes.ToArray()),
        Memory<char> or ReadOnlyMemory<char> or StringBuilder => value.ToString(),
        _ => null,
    };

    private static string? TryFormatXml(object value) => value switch
    {
        XmlNode node => node.OuterXml,
        XNode node => node.ToString(SaveOptions.DisableFormatting),
        XAttribute or XName or XNamespace => value.ToString(),
        _ => null,
    };

    private static string? TryFormatNetworkType(object value) => value switch
    {
        Uri uri => uri.OriginalString,
        DnsEndPoint endPoint => string.Format(CultureInfo.InvariantCulture, "{0}:{1}", endPoint.Host, endPoint.Port),
        IPAddress or EndPoint or PhysicalAddress or MailAddress => value.ToString(),
        X500DistinguishedName name => name.Name,
        Oid identifier => identifier.FriendlyName ?? identifier.Value,
        _ => null,
    };

    private static string? TryFormatOther(object value) => value switch
    {
        Regex or MemberInfo or Assembly or PathInfo => value.ToString(), // shorter than the full name, which contains the assemblies of type arguments
        CultureInfo culture => culture.Name,
        TimeZoneInfo zone => zone.Id,
        Encoding encoding => encoding.WebName,
        IFormattable formattable when IsPlainStruct(value.GetType()) => Format(formattable),
        _ => TextTypes.IsText(value.GetType()) ? InvariantText.From(value) : null,
    };

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);

    private static bool IsPlainStruct(Type type) => type.IsValueType && !type.IsPrimitive && type.Namespace == "System";

    // NaN and the infinities of a Half are not numbers in JSON.
    private static string? TryFormatNewNumber(IFormattable number)
    {
        var text = number.ToString(null, CultureInfo.InvariantCulture);
        return text.Length > 0 && (char.IsDigit(text[text.Length - 1]) || char.IsDigit(text[0])) ? text : null;
    }

    // Compared by name, because DateOnly and TimeOnly do not exist in .NET Standard 2.0.
    private static string Format(IFormattable value) =>
        value.ToString(value.GetType().Name is "DateOnly" or "TimeOnly" ? "o" : null, CultureInfo.InvariantCulture);
}
