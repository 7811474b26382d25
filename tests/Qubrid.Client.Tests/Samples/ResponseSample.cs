using System.IO.Compression;
using System.Text;

namespace Qubrid.Client.Tests.Samples;

/// <summary>One way a server may answer, and what has to come of it.</summary>
internal sealed record ResponseSample(string Name, byte[] Body)
{
    internal ResponseSample(string name, string body)
        : this(name, Encoding.UTF8.GetBytes(body))
    {
    }

    internal string ContentType { get; init; } = "text/event-stream";

    internal string? ContentEncoding { get; init; }

    /// <summary>The server does not end its answer.</summary>
    internal bool StaysOpen { get; init; }

    /// <summary>The server loses the connection behind the body.</summary>
    internal bool BreaksConnection { get; init; }

    internal bool StreamRequested { get; init; } = true;

    /// <summary>What went wrong; null where nothing did.</summary>
    internal QubridErrorKind? ExpectedError { get; init; }

    /// <summary>The first choice's text; where the call fails, what of it had come.</summary>
    internal string? Text { get; init; } = "Hello";

    internal string? Reasoning { get; init; }

    internal string? FinishReason { get; init; } = "stop";

    /// <summary>Prompt, completion and total tokens; null where none were told.</summary>
    internal (long?, long?, long?)? Usage { get; init; }

    /// <summary>Seconds to the first token, tokens a second, seconds in all; null where none were told.</summary>
    internal (double?, double?, double?)? Metrics { get; init; }

    /// <summary>As the tool calls print, one a line.</summary>
    internal string ToolCalls { get; init; } = "";

    internal Action<ChatCompletion>? Check { get; init; }

    internal Action<QubridApiException>? CheckFailure { get; init; }

    internal ResponseSample Compress()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Body);
        }

        return this with { Body = compressed.ToArray(), ContentEncoding = "gzip" };
    }

    public override string ToString() => Name;
}
