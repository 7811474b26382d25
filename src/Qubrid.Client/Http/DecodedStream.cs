using System.IO.Compression;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>
/// Decompresses a body and converts it to UTF-8. Gateways compress although it was not requested, and label the encoding wrongly: none, UTF-8, deflate for
/// zlib, or gzip for plain text. So the first bytes decide, and the label only if they do not.
/// </summary>
internal sealed class DecodedStream(Stream inner, IReadOnlyList<string> encodings, string? charset, Func<Stream, Stream> limit) : ForwardOnlyReadStream
{
    private const int MinPeeked = 2; // a magic number
    private const int MinPeekedForDeflate = 8; // raw deflate has no magic number; it is recognized as not being text
    private const int MaxLayers = 4;

    private Stream? _decoded;

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _decoded is null ? OpenAndReadAsync(buffer, offset, count) : _decoded.ReadAsync(buffer, offset, count, cancellationToken);

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _decoded is null ? OpenAndReadAsync(buffer) : _decoded.ReadAsync(buffer, cancellationToken);

    private async ValueTask<int> OpenAndReadAsync(Memory<byte> buffer)
    {
        await OpenAsync().ConfigureAwait(false);
        return await _decoded!.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false);
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoded?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<int> OpenAndReadAsync(byte[] buffer, int offset, int count)
    {
        await OpenAsync().ConfigureAwait(false);
        return await _decoded!.ReadAsync(buffer, offset, count, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task OpenAsync()
    {
        var body = await PeekableStream.OpenAsync(await DecompressAsync().ConfigureAwait(false), static start => start.Length < MinPeeked).ConfigureAwait(false);
        _decoded = BodyCharset.Find(body.Start, charset) is { } encoding ? new ConvertedStream(body, encoding) : body;
    }

    private async Task<Stream> DecompressAsync()
    {
        var body = limit(inner);
        for (var layer = 0; layer < MaxLayers; layer++)
        {
            var encoding = layer < encodings.Count ? encodings[layer].Trim().ToUpperInvariant() : "";
            var minPeeked = encoding == "DEFLATE" ? MinPeekedForDeflate : MinPeeked;
            var peeked = await PeekableStream.OpenAsync(body, start => start.Length < minPeeked).ConfigureAwait(false);
            body = Decode(peeked, encoding) is { } decoded ? limit(decoded) : peeked;
            if (body == peeked && layer >= encodings.Count - 1)
            {
                break;
            }
        }

        return body;
    }

    /// <summary>Returns the decompressed stream, or null if the bytes are not compressed.</summary>
    private static Stream? Decode(PeekableStream peeked, string encoding)
    {
        var start = peeked.Start;
        if (start is [0x1F, 0x8B, ..])
        {
            return new GZipStream(peeked, CompressionMode.Decompress);
        }

        if (IsZlib(start, isLabeled: encoding == "DEFLATE"))
        {
            return ZlibDecompression.Open(peeked);
        }

        if (start.IsEmpty || encoding is "" or "IDENTITY" or "NONE" || IsReadable(start))
        {
            return null;
        }

        return encoding switch
        {
            "DEFLATE" => new DeflateStream(peeked, CompressionMode.Decompress),
            "BR" or "ZSTD" or "COMPRESS" or "GZIP" or "X-GZIP" => throw new QubridApiException(
                QubridErrorKind.InvalidResponse,
                $"The response uses the content encoding '{encoding.ToLowerInvariant()}', which is not supported."),
            _ => null, // not a compression; some gateways specify a charset here
        };
    }

    private static bool IsReadable(ReadOnlySpan<byte> start) => ContentSniffer.IsEventStream(start) || ContentSniffer.IsPlain(start);

    // RFC 1950: method 8, and a header that is a multiple of 31. Headers of other window sizes than 32 KB look like text, so they need the label.
    private static bool IsZlib(ReadOnlySpan<byte> start, bool isLabeled) =>
        start.Length >= 2 && (start[0] == 0x78 || (isLabeled && (start[0] & 0x8F) == 0x08)) && ((start[0] << 8) | start[1]) % 31 == 0
        && !(start[0] == 0x78 && start[1] is (byte)'^' && !isLabeled);
}
