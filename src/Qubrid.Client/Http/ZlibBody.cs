using System.IO.Compression;

namespace Qubrid.Client.Http;

/// <summary>Opens deflate data that is wrapped as RFC 1950 says. .NET Framework has no stream for it.</summary>
internal static class ZlibBody
{
#if NET
    internal static Stream Open(Stream body) => new ZLibStream(body, CompressionMode.Decompress);
#else
    internal static Stream Open(Stream body)
    {
        // The two bytes of the header were peeked at, so they are there without waiting. The checksum at the end is not read.
        var header = new byte[2];
        for (var read = 0; read < header.Length;)
        {
            read += body.Read(header, read, header.Length - read);
        }

        return new DeflateStream(body, CompressionMode.Decompress);
    }
#endif
}
