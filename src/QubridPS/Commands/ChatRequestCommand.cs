using System.Collections;
using Qubrid.Client;
using QubridPS.Completion;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Schemas;
using QubridPS.Tools;

namespace QubridPS.Commands;

/// <summary>What a chat request can say, and how its answer is shown: the parameters that have nothing to do with the pipeline.</summary>
public abstract class ChatRequestCommand : ConnectedCommand
{
    /// <summary>The conversation so far.</summary>
    [Parameter]
    [MessageTransformation]
    [ValidateNotNullOrEmpty]
    public ChatMessage[]? Message { get; set; }

    /// <summary>Standing instructions.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? System { get; set; }

    /// <summary>Images for the prompt: paths, http(s) URLs or data URIs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Image { get; set; }

    /// <summary>The model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Most tokens to answer with.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxTokens { get; set; }

    /// <summary>Randomness.</summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double? Temperature { get; set; }

    /// <summary>Nucleus sampling.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? TopP { get; set; }

    /// <summary>Texts that end the answer.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 4)]
    public string[]? Stop { get; set; }

    /// <summary>Above 0 favours new topics.</summary>
    [Parameter]
    [ValidateRange(-2.0, 2.0)]
    public double? PresencePenalty { get; set; }

    /// <summary>Above 0 disfavours repetition.</summary>
    [Parameter]
    [ValidateRange(-2.0, 2.0)]
    public double? FrequencyPenalty { get; set; }

    /// <summary>Asks for the same answer to the same request.</summary>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>More fields for the request's body.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? AdditionalProperty { get; set; }

    /// <summary>Gives the pieces of the answer as they come.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Shows the text as it comes.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    /// <summary>Asks the service for the answer in one piece.</summary>
    [Parameter]
    public SwitchParameter NoStream { get; set; }

    /// <summary>What the answer's data looks like.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Schema { get; set; }

    /// <summary>Gives the data of the answer alone.</summary>
    [Parameter]
    public SwitchParameter AsObject { get; set; }

    /// <summary>How often an answer that does not fit is asked again.</summary>
    [Parameter]
    [ValidateRange(0, 10)]
    public int MaxSchemaRetry { get; set; } = 1;

    /// <summary>Commands that the model may call.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CommandCompleter))]
    public object[]? Tool { get; set; }

    /// <summary>In how many rounds it may call them.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int MaxToolRound { get; set; } = 8;

    private protected OutputMode Mode => Stream ? OutputMode.Stream : Live ? OutputMode.Live : NoStream ? OutputMode.NoStream : OutputMode.Whole;

    private protected QubridTool[]? ReadTools()
    {
        if (Tool is null && IsBound(nameof(MaxToolRound)))
        {
            throw InputErrors.ToolRequired();
        }

        var factory = new ToolFactory(this);
        QubridTool[]? tools = Tool is null ? null : [.. Tool.Select(factory.From)];
        return tools?.GroupBy(tool => tool.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw InputErrors.ToolTwice(twice.Key)
            : tools;
    }

    private protected AnswerShape? ReadSchema()
    {
        if (Schema is null && (AsObject || IsBound(nameof(MaxSchemaRetry))))
        {
            throw InputErrors.SchemaRequired(AsObject ? nameof(AsObject) : nameof(MaxSchemaRetry));
        }

        return AsObject && Stream ? throw InputErrors.DataOrUpdates() : Schema is null ? null : SchemaReader.Read(Schema);
    }

    private protected void RequireOneMode()
    {
        if ((Stream ? 1 : 0) + (Live ? 1 : 0) + (NoStream ? 1 : 0) > 1)
        {
            throw InputErrors.OutputModesConflict();
        }
    }
}
