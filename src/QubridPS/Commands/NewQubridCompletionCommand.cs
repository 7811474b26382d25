using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Schemas;
using QubridPS.Testing;

namespace QubridPS;

/// <summary>
/// Creates a completion object without calling the service, for use in tests. Null and empty arguments count as not specified, because mocks
/// forward their own parameters.
/// </summary>
[Cmdlet(VerbsCommon.New, "QubridCompletion", DefaultParameterSetName = TextSet, HelpUri = HelpUriBase + "New-QubridCompletion.md")]
[OutputType(typeof(ChatCompletion), typeof(ChatUpdate))]
public sealed class NewQubridCompletionCommand : QubridCmdletBase
{
    private const string TextSet = "Text";
    private const string DataSet = "Data";

    /// <summary>Specifies the text of the completion. Each piped string creates a completion.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    public string? Text { get; set; }

    /// <summary>Specifies the structured data of the completion. Its JSON is the text.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DataSet)]
    public PSObject? Data { get; set; }

    /// <summary>Specifies the schema of the data, as for Invoke-QubridChat.</summary>
    [Parameter]
    [Alias("JsonSchema")]
    [AllowNull]
    public object? Schema { get; set; }

    /// <summary>Specifies the prompt.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>Specifies the messages that precede the prompt.</summary>
    [Parameter]
    [Alias("Messages")]
    [MessageTransformation]
    [AllowNull]
    [AllowEmptyCollection]
    public ChatMessage[]? Message { get; set; }

    /// <summary>Specifies the input object of the completion.</summary>
    [Parameter]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>Specifies the model of the completion. The default is openai/gpt-oss-120b.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Model { get; set; }

    /// <summary>Specifies the reasoning of the model.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Reasoning { get; set; }

    /// <summary>Specifies the finish reason: stop, length, tool_calls or content_filter. The default is stop.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? FinishReason { get; set; }

    /// <summary>Specifies the number of prompt tokens, 0 or greater. The default is the number of words of the conversation.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? PromptTokens { get; set; }

    /// <summary>Specifies the number of completion tokens, 0 or greater. The default is the number of words of the text.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? CompletionTokens { get; set; }

    /// <summary>Indicates that the updates of a streamed response are returned.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeWithErrorHandling(() =>
    {
        var completion = CreateCompletion();
        if (Stream)
        {
            WriteObject(FakeCompletionBuilder.ToUpdates(completion), enumerateCollection: true);
        }
        else
        {
            WriteObject(completion);
        }
    });

    private ChatCompletion CreateCompletion()
    {
        var schema = Schema is not null ? SchemaParser.Parse(Schema) : Data is not null ? SchemaParser.Parse("{}") : null;
        var completion = new FakeCompletionBuilder
        {
            Text = Data is null ? Text ?? "" : PSObjectJsonWriter.ToTextWithAllProperties(schema!.Wrap(Data), WriteWarning),
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
            ThrowTerminatingError(ApiErrorRecordFactory.Create(error, InputObject, GetType()));
            throw;
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
