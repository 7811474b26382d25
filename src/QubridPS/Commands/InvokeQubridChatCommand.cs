using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Schemas;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>Sends a prompt to a chat model and returns the completion.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "QubridChat", SupportsShouldProcess = true, HelpUri = HelpUriBase + "Invoke-QubridChat.md")]
[OutputType(typeof(ChatCompletion), typeof(ChatUpdate))]
public sealed partial class InvokeQubridChatCommand : ChatCmdletBase
{
    private readonly List<string> _sentProperties = [];
    private ChatInputReader _inputReader = null!;
    private RequestFactory _requestFactory = null!;
    private ChatDispatcher _dispatcher = null!;
    private bool _expectsInput;
    private bool _isArgument;
    private bool _receivedInput;

    /// <inheritdoc/>
    protected override void BeginProcessing() => InvokeWithErrorHandling(() =>
    {
        var (schema, tools) = ValidateParameters();
        _isArgument = IsBound(nameof(InputObject));
        _expectsInput = MyInvocation.ExpectingInput || _isArgument;
        var promptSource = FindPromptSource();
        if (promptSource == PromptSource.CommandLine && string.IsNullOrWhiteSpace(Prompt))
        {
            throw PromptErrors.EmptyPrompt(Prompt);
        }

        var sendsContent = IsContentRequested(promptSource);
        QubridClient.WarmUp();
        ResolveConnection(Redact);
        var conversion = new ConversionOptions
        {
            Format = IsBound(nameof(As)) ? As : null,
            Property = Property,
            Depth = Depth,
            WriteWarning = WriteWarning,
            Views = new DisplayViewReader(InvokeCommand),
            Report = new SentPropertyReport(ReportSentProperties, "-Property"),
            IsDivided = Split,
        };
        var settings = CreateSettings(Message ?? [], useStreaming: !NoStream);
        var images = ImageReader.Read(Image, SessionState);
        _files = new FileContentReader(SessionState, WriteWarning, ReportSentProperties) { MaxInputTokens = MaxInputTokens };
        CreateFactories(contents => (
            new RequestFactory(settings, conversion, schema?.Schema, tools, contents, images),
            new RequestFactory(settings, conversion, schema?.Schema, tools: null, contents, images)));
        _inputReader = new ChatInputReader(promptSource, Prompt, Each, conversion, SessionState)
        {
            // -Property and -As specify how files are described, so that image files are data too.
            TreatImageFilesAsImages = !IsBound(nameof(Property)) && !IsBound(nameof(As)),
            Content = sendsContent ? new ContentCollector(_files, WriteWarning) : null,
            IsWithinLimit = IsWithinLimit,
            SendReadyParts = SendReadyParts,
            Advice = IsBound(nameof(Property)) ? null : new InputAdvice(WriteWarning, "Invoke-QubridChat") { OnePerObject = Each },
            Divider = CreateDivider(promptSource),
            AcceptCustomObjectsAsMessages = promptSource == PromptSource.Object && !Each && !IsBound(nameof(Property)) && !IsBound(nameof(As)),
        };
        _dispatcher = CreateDispatcher(schema, CreateToolRunner(tools, conversion));
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_expectsInput)
        {
            return; // without pipeline input, EndProcessing sends the prompt
        }

        var items = InputItem.Expand(InputObject, _isArgument);
        KeepSentParts(() =>
        {
            items.ToList().ForEach(Process);
            SendReadyParts();
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => KeepSentParts(() =>
    {
        _inputReader.AddLines(ReadDividedFiles());
        if (_inputReader.Complete() is { } remaining)
        {
            if (!Split && InputAdvice.DescribeUnusedParameters(_inputReader.CombinedCount, ThrottleLimit > 1, Checkpoint is not null) is { } warning)
            {
                WriteWarning(warning);
            }

            _dispatcher.SendSingle(CreateWorkItem(remaining));
        }
        else if (_divider?.PartCount > 0)
        {
            SendReadyParts();
            CompleteParts();
        }
        else if (!_expectsInput)
        {
            _dispatcher.SendSingle(CreateWorkItem(CreateInputFromParameters()));
        }
        else if (!_receivedInput)
        {
            WriteVerbose("No input was received from the pipeline; no request was sent.");
        }

        _dispatcher.Complete(_sentProperties);
        if (_inputReader.NullItems is { } error)
        {
            WriteError(error.ErrorRecord);
        }
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing); // cancels the running requests
        if (disposing)
        {
            _dispatcher?.Dispose();
            _dividedRunner?.Dispose();
        }
    }

    private (SchemaBinding? Schema, ToolSet? Tools) ValidateParameters()
    {
        if ((Stream ? 1 : 0) + (Live ? 1 : 0) + (NoStream ? 1 : 0) > 1)
        {
            throw RequestErrors.OutputModesConflict();
        }

        if (Array.Exists(FallbackModel ?? [], string.IsNullOrWhiteSpace))
        {
            throw RequestErrors.FallbackModelEmpty();
        }

        var schema = ResolveSchema();
        ValidateSplit();
        var sendsPartsInParallel = Split && !Each;
        if (ThrottleLimit > 1 && (Stream || Live) && !sendsPartsInParallel)
        {
            throw RequestErrors.ThrottleWithStreaming();
        }

        var tools = ResolveTools();
        return ThrottleLimit > 1 && tools is not null && !sendsPartsInParallel ? throw ToolErrors.ThrottleWithTools() : (schema, tools);
    }

    private SchemaBinding? ResolveSchema()
    {
        if (Schema is null && (AsObject || IsBound(nameof(MaxSchemaRetry))))
        {
            throw SchemaErrors.SchemaRequired(AsObject ? nameof(AsObject) : nameof(MaxSchemaRetry));
        }

        return AsObject && Stream ? throw SchemaErrors.AsObjectWithStream() : Schema is null ? null : SchemaParser.Parse(Schema);
    }

    private ChatDispatcher CreateDispatcher(SchemaBinding? schema, ToolRunner? tools)
    {
        var context = CreateContext();
        IOutputMode output = Stream ? new StreamOutput(context) : Live ? new LiveOutput(context) : new BufferedOutput(context);
        var callFactory = new ChatCallFactory(ResolvedConnection.Client, schema?.Schema, MaxSchemaRetry);
        var options = CreateCallOptions() with { Fallback = FallbackModel is null ? null : new ModelFallback(FallbackModel, Log.AddWarning) };
        return new ChatDispatcher(context, callFactory, options, output, new ResultWriter(this, output, schema) { DataOnly = AsObject })
        {
            ThrottleLimit = ThrottleLimit,
            MaxInputTokens = MaxInputTokens,
            Budget = new TokenBudget(MaxTotalTokens),
            Checkpoint = Checkpoint,
            Tools = tools,
        };
    }

    private void Process(PSObject? item)
    {
        _receivedInput = true;
        ChatWorkItem? workItem = null;
        try
        {
            if (_inputReader.Add(item, Prompt) is { } input)
            {
                workItem = CreateWorkItem(input) with { Position = _inputReader.ItemCount };
                Send(workItem, input.Parts);
            }
        }
        catch (QubridInputException error) when (error.IsItemError && !IsCommonData)
        {
            var record = error.WithItemName(ItemText.Describe(_inputReader.ItemCount, workItem?.SentRequest, ResolvedConnection.Client.Redact)).ErrorRecord;
            WriteError(workItem?.RedactTargetName(record) ?? RedactTargetName(record));
        }
    }

    private void ReportSentProperties(string line)
    {
        line = RedactLine(line);
        _sentProperties.Add(line);
        WriteVerbose(line);
    }

    private ChatWorkItem CreateWorkItem(ChatInput input) =>
        ApplyRedaction(new ChatWorkItem(_requestFactory.Create(input), input.InputObject, input.InputObject ?? input.Prompt));

    private ChatWorkItem ApplyRedaction(ChatWorkItem workItem)
    {
        var (request, client) = (workItem.Request, ResolvedConnection.Client);
        try
        {
            return Redactor is null ? workItem : workItem with
            {
                SentRequest = client.GetSentRequest(request, Redactor),
                Redact = text => client.Redact(text, request, Redactor),
            };
        }
        catch (QubridApiException failure)
        {
            throw RedactionErrors.Failed(failure, workItem.Target);
        }
    }

    private ChatInput CreateInputFromParameters()
    {
        if (Prompt is null && (Message is null || Path is not null))
        {
            throw Path is null ? PromptErrors.PromptMissing() : PromptErrors.FilesWithoutPrompt();
        }

        return new ChatInput { Prompt = Prompt };
    }

    // PowerShell binds a delay-bind script block only with the first object. Until then the bound value is not a string.
    private PromptSource FindPromptSource() =>
        !MyInvocation.BoundParameters.TryGetValue(nameof(Prompt), out var bound) ? PromptSource.Object
        : bound is null or string ? PromptSource.CommandLine
        : PromptSource.ScriptBlock;
}
