using System.Collections;
using System.Text.RegularExpressions;
using Qubrid.Mock;
using QubridPS.Commands;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Says what a mock server answers. Of the replies that match a request, the first that has uses left is taken.</summary>
[Cmdlet(VerbsCommon.Add, "QubridMockReply", DefaultParameterSetName = TextSet, HelpUri = HelpUris.Base + "Add-QubridMockReply.md")]
[OutputType(typeof(void))]
public sealed class AddQubridMockReplyCommand : MockServerCmdletBase
{
    private const string TextSet = "Text";
    private const string JsonSet = "Json";
    private const string StatusSet = "Status";
    private const string ToolSet = "ToolCall";

    /// <summary>The answer's text; without it, the default answer. With -StatusCode, the error's message.</summary>
    [Parameter(Position = 0, ParameterSetName = TextSet)]
    [Parameter(Position = 0, ParameterSetName = StatusSet)]
    [Parameter(Position = 0, ParameterSetName = ToolSet)]
    [AllowEmptyString]
    public string? Text { get; set; }

    /// <summary>An object whose JSON is the answer's text; a string is JSON already.</summary>
    [Parameter(Mandatory = true, ParameterSetName = JsonSet)]
    public PSObject? Json { get; set; }

    /// <summary>Calls of tools instead of a text: hashtables with Name and Arguments.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ToolSet)]
    [ValidateNotNullOrEmpty]
    public IDictionary[]? ToolCall { get; set; }

    /// <summary>An error status instead of an answer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StatusSet)]
    [ValidateRange(400, 599)]
    public int StatusCode { get; set; } = 200;

    /// <summary>Seconds to wait, told with the error.</summary>
    [Parameter(ParameterSetName = StatusSet)]
    [ValidateRange(0.0, 86400.0)]
    public double? RetryAfter { get; set; }

    /// <summary>Breaks the connection after so many tokens.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = JsonSet)]
    [ValidateRange(0, int.MaxValue)]
    public int? DropAfter { get; set; }

    /// <summary>Sends nothing more after so many tokens.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = JsonSet)]
    [ValidateRange(0, int.MaxValue)]
    public int? StallAfter { get; set; }

    /// <summary>Sends an error event after so many tokens.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = JsonSet)]
    [ValidateRange(0, int.MaxValue)]
    public int? ErrorAfter { get; set; }

    /// <summary>The wait before each token; without it, the server's.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = JsonSet)]
    [ValidateRange(0, 3_600_000)]
    public int? TokenDelayMilliseconds { get; set; }

    /// <summary>A regular expression for the last user message.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Match { get; set; }

    /// <summary>Only for requests to this model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>A regular expression for the last system message.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? System { get; set; }

    /// <summary>How often it may be used; without it, without end.</summary>
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
        Name = call["Name"]?.ToString() is { Length: > 0 } name ? name : throw InputErrors.ToolCallNameMissing(call),
        Arguments = call["Arguments"] is { } arguments ? ToJson(PSObject.AsPSObject(arguments)) : "{}",
    };

    private string ToJson(PSObject value) => new PSObjectJsonWriter(new PropertySelector(null), depth: 100, WriteWarning).ToText(value);

    private static void ValidatePattern(string? pattern)
    {
        try
        {
            _ = pattern is null ? null : new Regex(pattern);
        }
        catch (ArgumentException error)
        {
            throw InputErrors.RegexInvalid(pattern!, error);
        }
    }
}
