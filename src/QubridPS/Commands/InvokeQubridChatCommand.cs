using Qubrid.Client;
using QubridPS.Commands;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>Asks a model. Prose, examples and the rules of the pipeline stand in docs/en-US.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "QubridChat", SupportsShouldProcess = true, HelpUri = HelpUris.Base + "Invoke-QubridChat.md")]
[OutputType(typeof(ChatCompletion), typeof(ChatUpdate))]
public sealed class InvokeQubridChatCommand : ChatRequestCmdletBase
{
    private ChatInputReader _inputReader = null!;
    private RequestFactory _requestFactory = null!;
    private ChatDispatcher _dispatcher = null!;
    private bool _expectsInput;
    private bool _isArgument;
    private bool _receivedInput;

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

    /// <summary>Which properties of the piped objects are sent.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PropertyCompleter))]
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

    /// <summary>How many requests may be on their way at once.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>The largest request to send, in estimated tokens.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxInputTokens { get; set; }

    /// <summary>After so many tokens no more requests are sent.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxTotalTokens { get; set; }

    /// <summary>A file that keeps finished requests, so that the same command goes on where it ended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => InvokeWithErrorHandling(() =>
    {
        ValidateOutputMode();
        var schema = ResolveSchema();
        if (ThrottleLimit > 1 && (Stream || Live))
        {
            throw InputErrors.ThrottleWithStreaming();
        }

        var tools = ResolveTools();
        if (ThrottleLimit > 1 && tools is not null)
        {
            throw InputErrors.ThrottleWithTools();
        }

        _isArgument = IsBound(nameof(InputObject));
        _expectsInput = MyInvocation.ExpectingInput || _isArgument;
        var promptSource = FindPromptSource();
        if (promptSource == PromptSource.CommandLine && string.IsNullOrWhiteSpace(Prompt))
        {
            throw InputErrors.EmptyPrompt(Prompt);
        }

        QubridClient.WarmUp();
        ResolveConnection();
        var conversion = new ConversionOptions { Format = As, Property = Property, Depth = Depth, WriteWarning = WriteWarning };
        _requestFactory = new RequestFactory(this, ResolvedConnection.Model, conversion, schema?.Schema, tools, Image);
        _inputReader = new ChatInputReader(promptSource, Prompt, Each, conversion, SessionState)
        {
            // Who says how an object is written does not want its picture.
            TreatImageFilesAsImages = !IsBound(nameof(Property)) && !IsBound(nameof(As)),
            AcceptCustomObjectsAsMessages = promptSource == PromptSource.Object && !Each && !IsBound(nameof(Property)) && !IsBound(nameof(As)),
        };
        _dispatcher = new ChatDispatcher(this, new ChatCallFactory(ResolvedConnection.Client, schema, MaxSchemaRetry), CreateCallOptions(), Log, Mode, CancellationToken)
        {
            ThrottleLimit = ThrottleLimit,
            MaxInputTokens = MaxInputTokens,
            Budget = new TokenBudget(MaxTotalTokens),
            Checkpoint = Checkpoint,
            DataOnly = AsObject,
            Tools = tools is null ? null : new ToolRunner(this, tools, MaxToolRound, conversion, CancellationToken) { Redact = ResolvedConnection.Client.Redact },
        };
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_expectsInput)
        {
            return; // no pipeline: the prompt alone is asked at the end
        }

        var items = InputItem.Expand(InputObject, _isArgument);
        InvokeWithErrorHandling(() => items.ToList().ForEach(Process));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        if (_inputReader.Complete() is { } remaining)
        {
            _dispatcher.SendSingle(CreateWorkItem(remaining));
        }
        else if (!_expectsInput)
        {
            _dispatcher.SendSingle(CreateWorkItem(CreateInputFromParameters()));
        }
        else if (!_receivedInput)
        {
            WriteVerbose("Nothing was piped, so nothing was sent.");
        }

        _dispatcher.Complete();
        if (_inputReader.NullItems is { } error)
        {
            WriteError(error.ErrorRecord);
        }
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing); // ends what is on its way
        if (disposing)
        {
            _dispatcher?.Dispose();
        }
    }

    private void Process(PSObject? item)
    {
        _receivedInput = true;
        try
        {
            if (_inputReader.Add(item, Prompt) is { } input)
            {
                _dispatcher.SendItem(CreateWorkItem(input));
            }
        }
        catch (QubridInputException error) when (error.IsItemError)
        {
            WriteError(error.ErrorRecord);
        }
    }

    private ChatWorkItem CreateWorkItem(ChatInput input) => new(_requestFactory.Create(input), input.InputObject, input.InputObject ?? input.Prompt);

    private ChatInput CreateInputFromParameters()
    {
        if (Prompt is null && Message is null)
        {
            throw InputErrors.PromptMissing();
        }

        return new ChatInput { Prompt = Prompt };
    }

    // A delay-bind script block is held back by the engine: before the first object the parameter is bound to no string.
    private PromptSource FindPromptSource() =>
        !MyInvocation.BoundParameters.TryGetValue(nameof(Prompt), out var bound) ? PromptSource.Object
        : bound is null or string ? PromptSource.CommandLine
        : PromptSource.ScriptBlock;
}
