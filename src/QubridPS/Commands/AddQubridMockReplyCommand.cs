using System.Collections;
using System.Text.RegularExpressions;
using Qubrid.Mock;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Adds a reply to a mock server. The first matching reply that has uses left answers a request.</summary>
[Cmdlet(VerbsCommon.Add, "QubridMockReply", DefaultParameterSetName = TextSet, HelpUri = HelpUriBase + "Add-QubridMockReply.md")]
[OutputType(typeof(void))]
public sealed class AddQubridMockReplyCommand : MockServerCmdletBase
{
    private const string TextSet = "Text";
    private const string JsonSet = "Json";
    private const string StatusSet = "Status";
    private const string ToolSet = "ToolCall";

    /// <summary>
    /// Specifies the text of the response, or the error message with -StatusCode. By default, the mock server generates a text from the prompt.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = TextSet)]
    [Parameter(Position = 0, ParameterSetName = StatusSet)]
    [Parameter(Position = 0, ParameterSetName = ToolSet)]
    [AllowEmptyString]
    public string? Text { get; set; }

    /// <summary>Specifies an object whose JSON is the text of the response. A string is used as JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = JsonSet)]
    public PSObject? Json { get; set; }

    /// <summary>Specifies tool calls instead of a text: hashtables with Name and Arguments.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ToolSet)]
    [ValidateNotNullOrEmpty]
    public IDictionary[]? ToolCall { get; set; }

    /// <summary>Specifies an HTTP error status to send instead of a completion, from 400 to 599.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StatusSet)]
    [ValidateRange(400, 599)]
    public int StatusCode { get; set; } = 200;

    /// <summary>Specifies the Retry-After header of the error, in seconds, from 0 to 86400.</summary>
    [Parameter(ParameterSetName = StatusSet)]
    [ValidateRange(0.0, 86400.0)]
    public double? RetryAfter { get; set; }

    /// <summary>Specifies the number of tokens after which the connection is closed, 0 or greater.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = JsonSet)]
    [ValidateRange(0, int.MaxValue)]
    public int? DropAfter { get; set; }

    /// <summary>Specifies the number of tokens after which the server stops sending but keeps the connection open, 0 or greater.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = JsonSet)]
    [ValidateRange(0, int.MaxValue)]
    public int? StallAfter { get; set; }

    /// <summary>Specifies the number of tokens after which an error event is sent, 0 or greater.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = JsonSet)]
    [ValidateRange(0, int.MaxValue)]
    public int? ErrorAfter { get; set; }

    /// <summary>Specifies the delay before each token, in milliseconds, from 0 to 3600000. The default is the delay of the server.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = JsonSet)]
    [ValidateRange(0, 3_600_000)]
    public int? TokenDelayMilliseconds { get; set; }

    /// <summary>Specifies the finish reason: stop, length, tool_calls or content_filter. The default is stop, or tool_calls with -ToolCall. JSON field: choices[].finish_reason.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = JsonSet)]
    [Parameter(ParameterSetName = ToolSet)]
    [ValidateNotNullOrEmpty]
    public string? FinishReason { get; set; }

    /// <summary>
    /// Specifies a regular expression that the last user message must match. If it asks to correct structured data, the prompt before it can match too.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Match { get; set; }

    /// <summary>Specifies the model of the requests that the reply applies to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Specifies a regular expression that the last system message must match.</summary>
    [Parameter]
    [Alias("SystemPrompt")]
    [ValidateNotNullOrEmpty]
    public string? System { get; set; }

    /// <summary>Specifies how many times the reply can be used, 1 or greater. By default, the number is not limited.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Times { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeWithErrorHandling(() =>
    {
        ValidatePattern(Match);
        ValidatePattern(System);
        ResolvedServer.Add(new MockReply
        {
            Text = Json is null ? Text : ToJson(Json),
            ToolCalls = [.. (ToolCall ?? []).Select(ToToolCall)],
            FinishReason = FinishReason,
            StatusCode = StatusCode,
            RetryAfterSeconds = RetryAfter,
            DropAfter = DropAfter,
            StallAfter = StallAfter,
            ErrorAfter = ErrorAfter,
            TokenDelay = TokenDelayMilliseconds is { } delay ? TimeSpan.FromMilliseconds(delay) : null,
            Match = Match,
            Model = Model,
            System = System,
            Times = Times,
        });
    });

    private MockToolCall ToToolCall(IDictionary call) => new()
    {
        Name = call["Name"]?.ToString() is { Length: > 0 } name ? name : throw MockErrors.ToolCallNameMissing(call),
        Arguments = call["Arguments"] is { } arguments ? ToJson(PSObject.AsPSObject(arguments)) : "{}",
    };

    private string ToJson(PSObject value) => PSObjectJsonWriter.ToTextWithAllProperties(value, WriteWarning);

    private static void ValidatePattern(string? pattern)
    {
        try
        {
            _ = pattern is null ? null : new Regex(pattern);
        }
        catch (ArgumentException error)
        {
            throw PatternErrors.RegexInvalid(nameof(Match), pattern!, error);
        }
    }
}
