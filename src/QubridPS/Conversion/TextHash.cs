using System.Security.Cryptography;
using System.Text;

namespace QubridPS.Conversion;

/// <summary>SHA-256 of a text in lower-case hexadecimal digits.</summary>
internal static class TextHash
{
    internal static string Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#if NET
        return Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();
#else
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(bytes)).Replace("-", "").ToLowerInvariant();
#endif
    }
}
