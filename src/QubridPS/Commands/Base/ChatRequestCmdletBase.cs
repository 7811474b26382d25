using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Schemas;

namespace QubridPS;

/// <summary>What is sent besides, and how the answer is shown: the parameters of a single request that have nothing to do with the pipeline.</summary>
public abstract class ChatRequestCmdletBase : ChatCmdletBase
{
    /// <summary>Images for the prompt: paths, http(s) URLs or data URIs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Image { get; set; }

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

    internal override bool UseStreaming => !NoStream;

    private protected OutputMode Mode => Stream ? OutputMode.Stream : Live ? OutputMode.Live : NoStream ? OutputMode.NoStream : OutputMode.Default;

    private protected SchemaBinding? ResolveSchema()
    {
        if (Schema is null && (AsObject || IsBound(nameof(MaxSchemaRetry))))
        {
            throw InputErrors.SchemaRequired(AsObject ? nameof(AsObject) : nameof(MaxSchemaRetry));
        }

        return AsObject && Stream ? throw InputErrors.AsObjectWithStream() : Schema is null ? null : SchemaParser.Parse(Schema);
    }

    private protected void ValidateOutputMode()
    {
        if ((Stream ? 1 : 0) + (Live ? 1 : 0) + (NoStream ? 1 : 0) > 1)
        {
            throw InputErrors.OutputModesConflict();
        }
    }
}
