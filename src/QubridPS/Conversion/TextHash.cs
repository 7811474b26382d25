using System.Security.Cryptography;
using System.Text;

namespace QubridPS.Conversion;

/// <summary>SHA-256 of a text in lower-case hexadecimal digits, taken piece by piece: no second copy of a large text.</summary>
internal static class TextHash
{
    private const int Piece = 4096;

    internal static string Of(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var encoder = Encoding.UTF8.GetEncoder();
        var characters = new char[Piece];
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(Piece)];
        for (var start = 0; start < text.Length; start += Piece)
        {
            var length = Math.Min(Piece, text.Length - start);
            text.CopyTo(start, characters, 0, length);
            hash.AppendData(bytes, 0, encoder.GetBytes(characters, 0, length, bytes, 0, flush: start + length == text.Length));
        }

        var result = hash.GetHashAndReset();
#if NET
        return Convert.ToHexString(result).ToLowerInvariant();
#else
        return BitConverter.ToString(result).Replace("-", "").ToLowerInvariant();
#endif
    }
}
