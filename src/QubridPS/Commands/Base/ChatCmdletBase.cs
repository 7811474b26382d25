using System.Collections;
using Qubrid.Client;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>What a conversation can say to the model beside its words: the settings of every request in it.</summary>
public abstract class ChatCmdletBase : ConnectionCmdletBase
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

    /// <summary>Commands that the model may call.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CommandCompleter))]
    public object[]? Tool { get; set; }

    /// <summary>In how many rounds it may call them.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int MaxToolRound { get; set; } = 8;

    /// <summary>Whether the service is asked for the answer piece by piece.</summary>
    internal virtual bool UseStreaming => true;

    private protected QubridTool[]? ResolveTools()
    {
        if (Tool is null && IsBound(nameof(MaxToolRound)))
        {
            throw InputErrors.ToolRequired();
        }

        var factory = new ToolFactory(this);
        QubridTool[]? tools = Tool is null ? null : [.. Tool.Select(factory.Resolve)];
        return tools?.GroupBy(tool => tool.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } duplicate
            ? throw InputErrors.ToolNameDuplicate(duplicate.Key)
            : tools;
    }
}
