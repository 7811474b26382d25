using Qubrid.Client;
using QubridPS.Commands;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Schemas;
using QubridPS.Testing;

namespace QubridPS;

/// <summary>
/// Makes an answer without asking anybody, for a mock of Invoke-QubridChat. A mock hands on what it was called with, so what is
/// null or empty counts as not given.
/// </summary>
[Cmdlet(VerbsCommon.New, "QubridCompletion", DefaultParameterSetName = TextSet, HelpUri = HelpUris.Base + "New-QubridCompletion.md")]
[OutputType(typeof(ChatCompletion), typeof(ChatUpdate))]
public sealed class NewQubridCompletionCommand : QubridCmdletBase
{
    private const string TextSet = "Text";
    private const string DataSet = "Data";

    /// <summary>The answer's text. Each piped string is an answer.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    public string? Text { get; set; }

    /// <summary>The answer as an object: its Data, and as JSON its text.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DataSet)]
    public PSObject? Data { get; set; }

    /// <summary>What the data must look like, as Invoke-QubridChat takes it.</summary>
    [Parameter]
    [AllowNull]
    public object? Schema { get; set; }

    /// <summary>What the user asked.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>The conversation before that.</summary>
    [Parameter]
    [MessageTransformation]
    [AllowNull]
    [AllowEmptyCollection]
    public ChatMessage[]? Message { get; set; }

    /// <summary>The object that the request was made from.</summary>
    [Parameter]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The model that answered.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Model { get; set; }

    /// <summary>A reasoning model's thoughts before the answer.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Reasoning { get; set; }

    /// <summary>Why the answer ended: stop, length, tool_calls, content_filter.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? FinishReason { get; set; }

    /// <summary>Tokens of the request; without it, the words of the conversation.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? PromptTokens { get; set; }

    /// <summary>Tokens of the answer; without it, its words.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? CompletionTokens { get; set; }

    /// <summary>Gives the updates in which such an answer comes.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeWithErrorHandling(() =>
    {
        var builder = CreateCompletion();
        if (Stream)
        {
            WriteObject(FakeCompletionBuilder.ToUpdates(builder), enumerateCollection: true);
        }
        else
        {
            WriteObject(builder);
        }
    });

    private ChatCompletion CreateCompletion()
    {
        var schema = Schema is not null ? SchemaParser.Parse(Schema) : Data is not null ? SchemaParser.Parse("{}") : null;
        var completion = new FakeCompletionBuilder
        {
            Text = Data is null ? Text ?? "" : new PSObjectJsonWriter(new PropertySelector(null), depth: 100, WriteWarning).ToText(schema!.Wrap(Data)),
            History = [.. Message ?? [], .. NullIfEmpty(Prompt) is { } prompt ? [new ChatMessage { Content = prompt }] : Array.Empty<ChatMessage>()],
            InputObject = PSObjectReader.Unwrap(InputObject),
            Model = NullIfEmpty(Model) ?? QubridConnection.BuiltInModel,
            Reasoning = NullIfEmpty(Reasoning),
            FinishReason = NullIfEmpty(FinishReason) ?? "stop",
            PromptTokens = PromptTokens,
            CompletionTokens = CompletionTokens,
        }.ToCompletion();
        try
        {
            schema?.PopulateData(completion);
            return completion;
        }
        catch (QubridApiException error)
        {
            ThrowTerminatingError(ApiErrorRecordFactory.Create(error, InputObject));
            throw;
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
