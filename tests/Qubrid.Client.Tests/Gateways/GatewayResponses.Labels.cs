using System.IO.Compression;
using System.Net;
using System.Text;

namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private const string Umlauts = "Grüße, 100 µs";

    private static GatewayResponse[] Labels() =>
    [
        .. from type in new[] { "text/plain", "application/json", "text/html; charset=utf-8", "application/octet-stream", "application/x-ndjson", "not a media type", "" }
           select Label($"stream labeled '{type}'", Sse.TextStream("Hel", "lo")) with { ContentType = type },
        .. from type in new[] { "text/plain", "text/event-stream", "text/html", "" }
           select Label($"completion labeled '{type}'", Chunk.Complete("Hello")) with { ContentType = type },
        .. from encoding in new[] { "none", "UTF-8", "identity", "gzip", "deflate", "zstd", "identity, identity", "aws-chunked" }
           select Label($"plain stream with content encoding '{encoding}'", Sse.TextStream("Hel", "lo")) with { ContentEncoding = encoding },
        .. from encoding in new[] { "none", "gzip", "deflate", "br" }
           select Label($"plain completion with content encoding '{encoding}'", Chunk.Complete("Hello")) with { ContentEncoding = encoding },
        .. from encoding in new[] { "gzip", "x-gzip", "deflate", "identity", "none", null }
           select Compressed($"gzip with content encoding '{encoding}'", static to => new GZipStream(to, CompressionLevel.Optimal)) with { ContentEncoding = encoding },
        .. from encoding in new[] { "deflate", "gzip", "zlib", null }
           select Compressed($"zlib with content encoding '{encoding}'", static to => new ZLibStream(to, CompressionLevel.Optimal)) with { ContentEncoding = encoding },
        Compressed("zlib of the fastest level", static to => new ZLibStream(to, CompressionLevel.Fastest)) with { ContentEncoding = "deflate" },
        Compressed("raw deflate", static to => new DeflateStream(to, CompressionLevel.Optimal)) with { ContentEncoding = "deflate" },
        Compressed("raw deflate of a completion", static to => new DeflateStream(to, CompressionLevel.SmallestSize), Chunk.Complete("Hello")) with { ContentEncoding = "deflate" },
        Compressed("gzip twice", static to => new GZipStream(new GZipStream(to, CompressionLevel.Optimal), CompressionLevel.Optimal)) with { ContentEncoding = "gzip, gzip" },
        Charset("latin-1 stream", "text/event-stream; charset=latin-1", Encoding.Latin1, Sse.TextStream("Grüße, ", "100 µs")),
        Charset("iso-8859-1 stream labeled as text", "text/plain; charset=\"ISO-8859-1\"", Encoding.Latin1, Sse.TextStream("Grüße, ", "100 µs")),
        Charset("iso-8859-1 completion", "application/json; charset=iso-8859-1", Encoding.Latin1, Chunk.Complete(Umlauts)),
        Charset("windows-1252 completion", "application/json; charset=windows-1252", Encoding.Latin1, Chunk.Complete(Umlauts)),
        Charset("utf-16 completion", "application/json; charset=utf-16", Encoding.Unicode, Chunk.Complete(Umlauts)),
        Charset("utf-16 stream with a byte order mark", "text/event-stream; charset=utf-16", Encoding.Unicode, "\uFEFF" + Sse.TextStream("Grüße, ", "100 µs")),
        Charset("utf-16 stream in big endian", "text/event-stream; charset=utf-16", Encoding.BigEndianUnicode, "\uFEFF" + Sse.TextStream("Grüße, ", "100 µs")),
        Charset("utf-8 stream labeled utf-16", "text/event-stream; charset=utf-16", Encoding.UTF8, Sse.TextStream("Grüße, ", "100 µs")),
        Charset("utf-8 stream labeled utf8", "text/event-stream; charset=utf8", Encoding.UTF8, Sse.TextStream("Grüße, ", "100 µs")),
        Charset("utf-8 stream labeled with an unknown charset", "text/event-stream; charset=x-unknown", Encoding.UTF8, Sse.TextStream("Grüße, ", "100 µs")),
        Charset("utf-8 with a byte order mark labeled latin-1", "application/json; charset=latin1", Encoding.UTF8, "\uFEFF" + Chunk.Complete(Umlauts)),
        .. from status in new[] { HttpStatusCode.Created, HttpStatusCode.Accepted, HttpStatusCode.NonAuthoritativeInformation, HttpStatusCode.PartialContent, (HttpStatusCode)299 }
           select Label($"completion with status {(int)status}", Chunk.Complete("Hello")) with { Status = status },
        Label("stream with status 201", Sse.TextStream("Hel", "lo")) with { Status = HttpStatusCode.Created },
        Label("web page labeled as a stream", "<html><title>Sign in</title></html>") with
        {
            ContentType = "text/event-stream", Text = null, Error = QubridErrorKind.InvalidResponse, MessageParts = ["Sign in"],
        },
        Label("plain text with status 202", "queued") with
        {
            Status = HttpStatusCode.Accepted, ContentType = "text/plain", Text = null, Error = QubridErrorKind.InvalidResponse, MessageParts = ["queued"],
        },
    ];

    private static GatewayResponse Label(string name, string body) => new("labels: " + name, body) { HasFixedContentType = true };

    private static GatewayResponse Charset(string name, string contentType, Encoding encoding, string body) =>
        new("charset: " + name, encoding.GetBytes(body)) { HasFixedContentType = true, ContentType = contentType, Text = Umlauts };

    private static GatewayResponse Compressed(string name, Func<Stream, Stream> compress, string? body = null) =>
        (new GatewayResponse("compressed: " + name, body ?? Sse.TextStream("Hel", "lo")) { HasFixedContentType = true }).Compress(compress);
}
