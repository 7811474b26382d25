using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Builds a completion from the chunks of a stream, or from one JSON body. Performs no I/O.</summary>
internal sealed class CompletionBuilder(KeyRedactor redactor)
{
    // Also read by other threads to display progress, for which a stale value is acceptable.
    private int _chunkCount;
    private readonly Dictionary<int, ChoiceBuilder> _choicesByIndex = [];
    private readonly ChangedList<ChoiceBuilder> _changed = new();

    /// <summary>The maximum number of choices, and of tool calls of a choice. A service that sends more is faulty or hostile.</summary>
    internal const int MaxItems = 1024;

    /// <summary>Gets the token that cancels the call, because a single chunk can take a long time to read.</summary>
    internal CancellationToken CallToken { get; init; }

    internal KeyRedactor Redactor => redactor;

    internal string? Id { get; set; }

    internal string? Object { get; set; }

    internal string? Model { get; set; }

    internal DateTimeOffset? Created { get; set; }

    internal ChatUsage? Usage { get; private set; }

    internal ServiceMetrics? Metrics { get; private set; }

    /// <summary>Gets or sets the error that the service reported.</summary>
    internal ApiError? Error { get; set; }

    /// <summary>Gets or sets a message of the service that is an error only if no completion follows.</summary>
    internal ApiError? Notice { get; set; }

    /// <summary>Gets or sets whether the current chunk has a field that may contain an error.</summary>
    internal bool MayHaveError { get; set; }

    /// <summary>Gets or sets whether the current chunk has at least one choice.</summary>
    internal bool HasChoices { get; set; }

    internal List<ChoiceBuilder> Choices { get; } = [];

    internal ExtensionDataBuilder Fields { get; } = new(MergeMode.Replace, redactor);

    /// <summary>Gets the number of text chunks received, which is roughly the number of tokens on most servers. Thread-safe.</summary>
    internal int ChunkCount => Volatile.Read(ref _chunkCount);

    /// <summary>Gets whether a part of the completion was received.</summary>
    internal bool HasStarted => Choices.Count > 0;

    /// <summary>Gets whether every choice has a finish reason.</summary>
    internal bool IsFinished => Choices.Count > 0 && Choices.TrueForAll(choice => choice.FinishReason is not null);

    /// <summary>Returns the error of a response after its end, or null.</summary>
    /// <param name="isComplete">Whether the response ended regularly, so that a notice is not an error.</param>
    internal ApiError? FindFinalError(bool isComplete)
    {
        var failed = Choices.Find(choice => choice.FinishReason?.EndsWith("error", StringComparison.OrdinalIgnoreCase) is true);
        return Error
            ?? (failed is not null ? Notice ?? new ApiError { Message = $"The completion ended with finish_reason '{failed.FinishReason}'." }
                : HasStarted && isComplete ? null
                : Notice);
    }

    /// <summary>Gets or sets whether a <c>choices</c> array was read to its end, so that its text is complete.</summary>
    internal bool HasReadChoices { get; set; }

    /// <summary>Gets the number of elements of <c>choices</c> in all chunks.</summary>
    internal int ChoiceElements { get; private set; }

    internal void AddChunks(int count) => Volatile.Write(ref _chunkCount, _chunkCount + count);

    internal void AddUsage(ChatUsage? usage) => Usage = UsageMerger.Merge(Usage, usage);

    internal void AddMetrics(ServiceMetrics? metrics) => Metrics = UsageMerger.Merge(Metrics, metrics);

    /// <summary>Marks the state that <see cref="UndoChunk"/> returns to.</summary>
    internal void BeginChunk()
    {
        _changed.Begin(static choice => choice.BeginChunk());
    }

    /// <summary>Removes what the current chunk has added to the choices.</summary>
    internal void UndoChunk()
    {
        _changed.Undo(static choice => choice.UndoChunk());
    }

    /// <summary>Returns the choice with the index, which is added if necessary, and counts its element.</summary>
    internal ChoiceBuilder GetOrAddChoice(int index)
    {
        ChoiceElements++;
        if (!_choicesByIndex.TryGetValue(index, out var choice))
        {
            choice = new ChoiceBuilder(index, redactor);
            ThrowIfTooMany(Choices.Count, "choices");
            Choices.Add(choice);
            _choicesByIndex.Add(index, choice);
        }

        _changed.Add(choice);
        return choice;
    }

    /// <summary>Throws if there are already as many items as a completion may have.</summary>
    internal static void ThrowIfTooMany(int count, string items)
    {
        if (count >= MaxItems)
        {
            throw new InvalidDataException($"it has more than {MaxItems} {items}.");
        }
    }

    /// <summary>Returns the next update, or null if there is no new text.</summary>
    /// <param name="isFinal">Whether no more text follows, so that text that may be the start of the key is included.</param>
    internal ChatUpdate? TakeUpdate(bool isFinal)
    {
        foreach (var choice in Choices)
        {
            if (choice.TakeUpdate(isFinal) is { } update)
            {
                return update;
            }
        }

        return null;
    }

    // A streamed completion has the type of one that is not streamed.
    private string? NormalizedObject() => Object == "chat.completion.chunk" ? "chat.completion" : redactor.Redact(Object);

    /// <summary>Builds the completion from what was read so far.</summary>
    internal ChatCompletion Build(IReadOnlyList<ChatMessage> messages, string? requestId, ClientMetrics? clientMetrics)
    {
        var toolCallIds = new ToolCallIds(messages, Choices.SelectMany(choice => choice.ToolCalls.Ids));
        ChatChoice[] choices = [.. Choices.OrderBy(choice => choice.Index).Select(choice => choice.Build(toolCallIds))];
        return new ChatCompletion
        {
            Id = redactor.Redact(Id),
            Object = NormalizedObject(),
            Model = redactor.Redact(Model),
            Created = Created,
            Choices = choices,
            Usage = Usage,
            Metrics = Metrics,
            Messages = [.. messages, .. choices.Take(1).Select(choice => choice.Message)],
            RequestId = requestId,
            ClientMetrics = clientMetrics,
            AdditionalProperties = Fields.Values,
        };
    }
}
