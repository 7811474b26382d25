using System.Net;
using System.Text;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>
/// Represents one raw HTTP response of a gateway or model server, and the completion or the error that the client has to make of it.
/// The defaults describe the completion "Hello" with the finish reason stop, so an entry states only what is special.
/// </summary>
internal sealed record GatewayResponse(string Name, byte[] Body)
{
    internal GatewayResponse(string name, string body)
        : this(name, Encoding.UTF8.GetBytes(body))
    {
    }

    internal HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    /// <summary>Gets the Content-Type header; "" sends none.</summary>
    internal string ContentType { get; init; } = Body is [(byte)'{' or (byte)'[', ..] ? "application/json" : "text/event-stream";

    internal string? ContentEncoding { get; init; }

    internal IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    internal ResponseEnding Ending { get; init; }

    /// <summary>Gets whether the labels are what the entry is about, so that no mode may change them.</summary>
    internal bool KeepsLabels { get; init; }

    // The expected completion: the first choice, and what belongs to the whole.
    internal string? Text { get; init; } = "Hello";

    internal string? Reasoning { get; init; }

    internal string? Refusal { get; init; }

    internal string? FinishReason { get; init; } = "stop";

    /// <summary>Gets the prompt, completion and total tokens; null where the service sent none.</summary>
    internal (long? Prompt, long? Completion, long? Total)? Usage { get; init; }

    /// <summary>Gets the tool calls, each as name(arguments), one a line.</summary>
    internal string ToolCalls { get; init; } = "";

    /// <summary>Gets the ids of the tool calls; null where any distinct ids will do.</summary>
    internal string[]? ToolCallIds { get; init; }

    internal string? Id { get; init; }

    internal string? Model { get; init; }

    internal long? Created { get; init; }

    internal Action<ChatCompletion>? Check { get; init; }

    // The expected error. Text is then the text of the partial completion.
    internal QubridErrorKind? Error { get; init; }

    internal HttpStatusCode? ErrorStatus { get; init; }

    internal string? ErrorCode { get; init; }

    /// <summary>Gets words that the message of the error has to contain.</summary>
    internal string[] Words { get; init; } = [];

    internal Action<QubridApiException>? CheckError { get; init; }

    public override string ToString() => Name;
}
