using System.Collections;
using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;

namespace QubridPS.Commands;

/// <summary>Asks a model. Prose, examples and the rules of the pipeline stand in docs/en-US.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "QubridChat", SupportsShouldProcess = true)]
[OutputType(typeof(ChatCompletion), typeof(ChatUpdate))]
public sealed class InvokeQubridChatCommand : ConnectedCommand
{
    private ChatInputReader _reader = null!;
    private RequestFactory _requests = null!;
    private ChatRunner _runner = null!;
    private bool _sawInput;

    /// <summary>What to ask, or what to do with the piped objects.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? Prompt { get; set; }

    /// <summary>What is piped.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>The conversation so far.</summary>
    [Parameter]
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

    /// <summary>Which properties of the piped objects are sent.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Property { get; set; }

    /// <summary>How the piped objects become text.</summary>
    [Parameter]
    public DataFormat As { get; set; }

    /// <summary>How deep nested objects are followed.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int Depth { get; set; } = ConversionOptions.DefaultDepth;

    /// <summary>One request for each object.</summary>
    [Parameter]
    public SwitchParameter Each { get; set; }

    /// <summary>Gives the pieces of the answer as they come.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Shows the text as it comes.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    /// <summary>Asks the service for the answer in one piece.</summary>
    [Parameter]
    public SwitchParameter NoStream { get; set; }

    private OutputMode Mode => Stream ? OutputMode.Stream : Live ? OutputMode.Live : NoStream ? OutputMode.NoStream : OutputMode.Whole;

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() =>
    {
        if ((Stream ? 1 : 0) + (Live ? 1 : 0) + (NoStream ? 1 : 0) > 1)
        {
            throw InputErrors.OutputModesConflict();
        }

        var source = FindPromptSource();
        if (source == PromptSource.CommandLine && string.IsNullOrWhiteSpace(Prompt))
        {
            throw InputErrors.EmptyPrompt(Prompt);
        }

        ResolveConnection();
        var conversion = new ConversionOptions { Format = As, Property = Property, Depth = Depth, Warn = WriteWarning };
        _requests = new RequestFactory(this, ResolvedConnection.Model, conversion);
        _reader = new ChatInputReader(source, Prompt, Each, conversion);
        _runner = new ChatRunner(this, Log, Mode, StopToken);
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !IsBound(nameof(InputObject)))
        {
            return; // no pipeline: the prompt alone is asked at the end
        }

        _sawInput = true;
        var item = InputObject;
        Guard(() =>
        {
            try
            {
                if (_reader.Add(item, Prompt) is { } input)
                {
                    Send(input, isOneOfMany: true);
                }
            }
            catch (QubridInputException error) when (error.IsOfOneItem)
            {
                WriteError(error.ErrorRecord);
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        if (_reader.End() is { } gathered)
        {
            Send(gathered, isOneOfMany: false);
        }
        else if (!MyInvocation.ExpectingInput && !_sawInput)
        {
            Send(WithoutPipeline(), isOneOfMany: false);
        }
        else if (!_sawInput)
        {
            WriteVerbose("Nothing was piped, so nothing was sent.");
        }
    });

    private ChatInput WithoutPipeline()
    {
        if (Prompt is null && Message is null)
        {
            throw InputErrors.NothingToAsk();
        }

        return new ChatInput { Prompt = Prompt };
    }

    // A delay-bind script block is held back by the engine: before the first object the parameter is bound to no string.
    private PromptSource FindPromptSource() =>
        !MyInvocation.BoundParameters.TryGetValue(nameof(Prompt), out var bound) ? PromptSource.Object
        : bound is null or string ? PromptSource.CommandLine
        : PromptSource.ScriptBlock;

    private void Send(ChatInput input, bool isOneOfMany)
    {
        var request = _requests.Create(input);
        if (!new ChatConfirmation(this).Ask(ResolvedConnection.Client.ChatAddress, request))
        {
            return;
        }

        try
        {
            _runner.Run(ResolvedConnection.Client, request, CallOptions(), input.InputObject);
        }
        catch (QubridApiException failure)
        {
            var record = ApiErrorRecord.From(failure, input.InputObject ?? input.Prompt);
            if (!isOneOfMany)
            {
                ThrowTerminatingError(record);
            }

            WriteError(record);
        }
    }
}
