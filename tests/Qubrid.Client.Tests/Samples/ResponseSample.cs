using System.IO.Compression;
using System.Text;

namespace Qubrid.Client.Tests.Samples;

/// <summary>Represents a response of a server and the expected result.</summary>
internal sealed record ResponseSample(string Name, byte[] Body)
{
    internal ResponseSample(string name, string body)
        : this(name, Encoding.UTF8.GetBytes(body))
    {
    }

    internal string ContentType { get; init; } = "text/event-stream";

    internal string? ContentEncoding { get; init; }

    /// <summary>Gets whether the server keeps the response open.</summary>
    internal bool StaysOpen { get; init; }

    /// <summary>Gets whether the server drops the connection after the body.</summary>
    internal bool BreaksConnection { get; init; }

    internal bool StreamRequested { get; init; } = true;

    /// <summary>Gets the expected error, or null if the call succeeds.</summary>
    internal QubridErrorKind? ExpectedError { get; init; }

    /// <summary>Gets the text of the first choice or, if the call fails, of the partial completion.</summary>
    internal string? Text { get; init; } = "Hello";

    internal string? Reasoning { get; init; }

    internal string? FinishReason { get; init; } = "stop";

    /// <summary>Gets the prompt, completion and total tokens, or null if none are reported.</summary>
    internal (long?, long?, long?)? Usage { get; init; }

    /// <summary>Gets the time to first token, tokens per second and total time, or null if none are reported.</summary>
    internal (double?, double?, double?)? Metrics { get; init; }

    /// <summary>Gets the tool calls as strings, one per line.</summary>
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
