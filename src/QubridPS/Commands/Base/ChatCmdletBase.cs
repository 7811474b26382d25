using System.Collections;
using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>Base class of the cmdlets that send prompts: the settings of their requests, and tools.</summary>
public abstract class ChatCmdletBase : ConnectionCmdletBase
{
    /// <summary>Specifies the messages of the conversation that precede the prompt. JSON field: messages.</summary>
    [Parameter]
    [Alias("Messages")]
    [MessageTransformation]
    [ValidateNotNullOrEmpty]
    public ChatMessage[]? Message { get; set; }

    /// <summary>Specifies the system message. It replaces the system message of a continued conversation. JSON field: messages.</summary>
    [Parameter]
    [Alias("SystemPrompt")]
    [ValidateNotNullOrEmpty]
    public string? System { get; set; }

    /// <summary>Specifies the model. The default is the model of the connection. JSON field: model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Specifies the maximum number of tokens to generate, 1 or greater. The default is that of the service (4096). JSON field: max_tokens.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxTokens { get; set; }

    /// <summary>
    /// Specifies the sampling temperature, from 0 to 2. Lower values make the output more deterministic. The default is that of the service.
    /// JSON field: temperature.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double? Temperature { get; set; }

    /// <summary>
    /// Specifies the probability mass of the tokens that are considered (nucleus sampling), from 0 to 1. The default is that of the service.
    /// JSON field: top_p.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? TopP { get; set; }

    /// <summary>Specifies one to four stop sequences. The model stops generating before it outputs one of them. JSON field: stop.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 4)]
    public string[]? Stop { get; set; }

    /// <summary>
    /// Specifies the presence penalty, from -2 to 2. Positive values favor new topics. The default is that of the service. JSON field:
    /// presence_penalty.
    /// </summary>
    [Parameter]
    [ValidateRange(-2.0, 2.0)]
    public double? PresencePenalty { get; set; }

    /// <summary>
    /// Specifies the frequency penalty, from -2 to 2. Positive values reduce repetition. The default is that of the service. JSON field:
    /// frequency_penalty.
    /// </summary>
    [Parameter]
    [ValidateRange(-2.0, 2.0)]
    public double? FrequencyPenalty { get; set; }

    /// <summary>Specifies the seed of the random number generator. The same request with the same seed should give the same response. JSON field: seed.</summary>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>
    /// Specifies how much a reasoning model thinks before it answers, for example minimal, low, medium or high. Any text is sent. The
    /// default is that of the service. JSON field: reasoning_effort.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReasoningEffortCompleter))]
    public string? ReasoningEffort { get; set; }

    /// <summary>Specifies additional fields of the request body by their JSON names. Fields that have their own parameter are not allowed.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? AdditionalProperty { get; set; }

    /// <summary>
    /// Specifies what is replaced by placeholders before a request is sent, in addition to what the connection redacts: categories, regular
    /// expressions, or hashtables. In the completion, the placeholders are replaced by the values again, except for secrets.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RedactCompleter))]
    public object[]? Redact { get; set; }

    /// <summary>Specifies the commands that the model can call: command names, commands, or tools of New-QubridTool. JSON field: tools.</summary>
    [Parameter]
    [Alias("Tools")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CommandCompleter))]
    public object[]? Tool { get; set; }

    /// <summary>
    /// Specifies whether the model calls tools: auto, none, required, or the name of the tool that it must call. After a call, auto is
    /// sent. Requires -Tool. JSON field: tool_choice.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ToolChoiceCompleter))]
    public string? ToolChoice { get; set; }

    /// <summary>Specifies the maximum number of rounds in which the model can call tools, from 1 to 100. The default is 8.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int MaxToolRound { get; set; } = 8;

    private protected CommandContext CreateContext() => new(this, Log, CancellationToken) { RateLimit = ResolvedConnection.Settings.RateLimit };

    /// <summary>Creates the settings of all requests from the parameters.</summary>
    private protected ChatSettings CreateSettings(ChatMessage[] precedingMessages, bool useStreaming) => new(ResolvedConnection.Model)
    {
        Model = Model,
        System = System,
        Messages = precedingMessages,
        MaxTokens = MaxTokens,
        Temperature = Temperature,
        TopP = TopP,
        Stop = Stop,
        PresencePenalty = PresencePenalty,
        FrequencyPenalty = FrequencyPenalty,
        Seed = Seed,
        ReasoningEffort = ReasoningEffort,
        AdditionalProperty = AdditionalProperty,
        UseStreaming = useStreaming,
    };

    private protected ToolSet? ResolveTools()
    {
        if (Tool is null && (IsBound(nameof(MaxToolRound)) || ToolChoice is not null))
        {
            throw ToolErrors.ToolRequired(ToolChoice is null ? nameof(MaxToolRound) : nameof(ToolChoice));
        }

        return Tool is null ? null : ToolSet.Resolve(Tool, ToolChoice, new ToolFactory(this));
    }

    private protected ToolRunner? CreateToolRunner(ToolSet? tools, ConversionOptions conversion) => tools is null or { CanRun: false }
        ? null
        : new ToolRunner(this, tools.Tools, MaxToolRound, conversion, CancellationToken) 
        {
            Redact = ResolvedConnection.Client.Redact,
            RedactLine = (line, request) => ResolvedConnection.Client.Redact(line, request, Redactor),
        };
}
