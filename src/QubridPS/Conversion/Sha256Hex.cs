using System.Security.Cryptography;
using System.Text;
using Qubrid.Client;

namespace QubridPS.Conversion;

/// <summary>SHA-256 of a text in lower-case hexadecimal digits, taken piece by piece: no second copy of a large text.</summary>
internal static class Sha256Hex
{
    private const int ChunkSize = 16 * 1024;

    internal static string Compute(StringBuilder text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var characters = new char[ChunkSize];
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(ChunkSize)];
        int length;
        for (var start = 0; start < text.Length; start += length)
        {
            length = Math.Min(ChunkSize, text.Length - start);
            text.CopyTo(start, characters, 0, length);

            // An Encoder would carry a halved surrogate pair to the next piece, but takes three times as long as not to halve it.
            length -= length == ChunkSize && char.IsHighSurrogate(characters[length - 1]) ? 1 : 0;
            hash.AppendData(bytes, 0, Encoding.UTF8.GetBytes(characters, 0, length, bytes, 0));
        }

        return Hexadecimal.Format(hash.GetHashAndReset());
    }
}
