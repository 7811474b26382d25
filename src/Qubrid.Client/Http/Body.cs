using System.IO.Compression;

namespace Qubrid.Client.Http;

/// <summary>Opens a response's body: timed, and unpacked where a gateway packed it unasked.</summary>
internal static class Body
{
    // Enough for any error; a body of a hundred megabytes is not read to its end.
    private const int MostErrorBytes = 64 * 1024;

    internal static async Task<Stream> OpenAsync(HttpResponseMessage response, IdleTimer idle)
    {
#if NET
        var raw = await response.Content.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
#else
        var raw = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        Stream body = new TimedStream(raw, idle);
        foreach (var encoding in response.Content.Headers.ContentEncoding.Reverse())
        {
            body = Unpack(body, encoding);
        }

        return body;
    }

    internal static async Task<byte[]> ReadErrorAsync(Stream body)
    {
        var buffer = new byte[MostErrorBytes];
        var length = 0;
        int read;
        while (length < buffer.Length
            && (read = await body.ReadAsync(buffer, length, buffer.Length - length, CancellationToken.None).ConfigureAwait(false)) > 0)
        {
            length += read;
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    internal static async Task<MemoryStream> ReadAllAsync(Stream body)
    {
        var all = new MemoryStream();
        await body.CopyToAsync(all).ConfigureAwait(false);
        all.Position = 0;
        return all;
    }

    private static Stream Unpack(Stream body, string encoding)
    {
        switch (encoding.Trim().ToUpperInvariant())
        {
            case "GZIP" or "X-GZIP":
                return new GZipStream(body, CompressionMode.Decompress);
            case "DEFLATE":
                return new DeflateStream(body, CompressionMode.Decompress);
            case "IDENTITY" or "":
                return body;
            default:
                throw new QubridApiException(
                    QubridErrorKind.InvalidResponse,
                    $"The answer is packed as '{encoding}', which was not asked for and cannot be read.");
        }
    }
}
