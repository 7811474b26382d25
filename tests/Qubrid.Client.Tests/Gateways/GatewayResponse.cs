using System.IO.Compression;
using System.Net;
using System.Text;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>
/// Represents the raw HTTP response of a gateway or model server, and the expected completion or error.
/// The defaults describe the completion "Hello" with the finish reason stop, so that an entry states only what differs.
/// </summary>
internal sealed record GatewayResponse(string Name, byte[] Body)
{
    internal GatewayResponse(string name, string body)
        : this(name, Encoding.UTF8.GetBytes(body))
    {
    }

    internal HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    /// <summary>Gets the Content-Type header; it is not sent if empty.</summary>
    internal string ContentType { get; init; } = Body is [(byte)'{' or (byte)'[', ..] ? "application/json" : "text/event-stream";

    internal string? ContentEncoding { get; init; }

    internal IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    internal ResponseEnding Ending { get; init; }

    /// <summary>Gets whether the entry tests the content type, so that no test mode may change it.</summary>
    internal bool HasFixedContentType { get; init; }

    // The expected completion: properties of the first choice and of the response.
    internal string? Text { get; init; } = "Hello";

    internal string? Reasoning { get; init; }

    internal string? Refusal { get; init; }

    internal string? FinishReason { get; init; } = "stop";

    /// <summary>Gets the prompt, completion and total tokens, or null if the service reported none.</summary>
    internal (long? Prompt, long? Completion, long? Total)? Usage { get; init; }

    /// <summary>Gets the time to first token, tokens per second and total time, or null if the service reported none.</summary>
    internal (double? Ttft, double? TokensPerSecond, double? TotalTime)? Metrics { get; init; }

    /// <summary>Gets the tool calls as name(arguments), one per line.</summary>
    internal string ToolCalls { get; init; } = "";

    /// <summary>Gets the ids of the tool calls, or null if any distinct ids are valid.</summary>
    internal string[]? ToolCallIds { get; init; }

    internal string? Id { get; init; }

    internal string? Model { get; init; }

    internal long? Created { get; init; }

    internal Action<ChatCompletion>? Check { get; init; }

    // The expected error. In this case Text is the text of the partial completion.
    internal QubridErrorKind? Error { get; init; }

    internal HttpStatusCode? ErrorStatus { get; init; }

    internal string? ErrorCode { get; init; }

    /// <summary>Gets texts that the error message must contain.</summary>
    internal string[] MessageParts { get; init; } = [];

    internal Action<QubridApiException>? CheckError { get; init; }

    internal GatewayResponse Compress() => Compress(static to => new GZipStream(to, CompressionLevel.Fastest)) with { ContentEncoding = "gzip" };

    internal GatewayResponse Compress(Func<Stream, Stream> compress)
    {
        using var compressed = new MemoryStream();
        using (var stream = compress(compressed))
        {
            stream.Write(Body);
        }

        return this with { Body = compressed.ToArray() };
    }

    public override string ToString() => Name;
}
