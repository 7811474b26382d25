using System.Security.Cryptography;
using System.Text;
using Qubrid.Client;

namespace QubridPS.Conversion;

/// <summary>Computes SHA-256 hashes of text as lowercase hexadecimal digits. Reads the text in chunks, to avoid a copy of a large text.</summary>
internal static class Sha256Hex
{
    private const int ChunkSize = 16 * 1024;

    /// <summary>Returns the hash of the UTF-8 bytes of a text.</summary>
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

            // Do not split a surrogate pair. An Encoder would handle that, but takes three times as long.
            length -= length == ChunkSize && char.IsHighSurrogate(characters[length - 1]) ? 1 : 0;
            hash.AppendData(bytes, 0, Encoding.UTF8.GetBytes(characters, 0, length, bytes, 0));
        }

        return Hexadecimal.Format(hash.GetHashAndReset());
    }
}
