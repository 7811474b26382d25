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

    /// <summary>Reads into the stream, so that what came before a failure is kept.</summary>
    internal static async Task ReadErrorAsync(Stream body, MemoryStream into)
    {
        var buffer = new byte[8192];
        int read;
        while (into.Length < MostErrorBytes
            && (read = await body.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None).ConfigureAwait(false)) > 0)
        {
            into.Write(buffer, 0, read);
        }
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
