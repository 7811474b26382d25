using System.IO.Compression;

namespace Qubrid.Client.Http;

/// <summary>Opens deflate data in the zlib format (RFC 1950), for which .NET Framework has no stream.</summary>
internal static class ZlibDecompression
{
#if NET
    internal static Stream Open(Stream body) => new ZLibStream(body, CompressionMode.Decompress);
#else
    internal static Stream Open(Stream body)
    {
        // The two bytes of the header are already buffered, so the read does not block. The checksum at the end is ignored.
        var header = new byte[2];
        for (var read = 0; read < header.Length;)
        {
            read += body.Read(header, read, header.Length - read);
        }

        return new DeflateStream(body, CompressionMode.Decompress);
    }
#endif
}
