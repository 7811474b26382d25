using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>A completion put together from stream chunks, or from one whole body. Knows no I/O.</summary>
internal sealed class CompletionBuilder(KeyRedactor redactor)
{
    // Written by the reader, read by whoever shows progress: a count that is a little old does no harm.
    private int _chunkCount;
    private readonly Dictionary<int, ChoiceBuilder> _choicesByIndex = [];
    private readonly ChangedList<ChoiceBuilder> _changed = new();

    /// <summary>The greatest number of choices, and of tool calls of one choice. A service that sends more is broken or hostile.</summary>
    internal const int MaxItems = 1024;

    /// <summary>Gets the token that ends the call: one chunk can take a long time to read.</summary>
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

    /// <summary>Gets or sets words of the service that are an error only where no answer follows.</summary>
    internal ApiError? Notice { get; set; }

    /// <summary>Gets or sets whether the chunk that is read has a field that may state an error.</summary>
    internal bool MayHaveError { get; set; }

    /// <summary>Gets or sets whether the chunk that is read has at least one choice.</summary>
    internal bool HasChoices { get; set; }

    internal List<ChoiceBuilder> Choices { get; } = [];

    internal ExtensionDataBuilder Fields { get; } = new(MergeMode.Replace, redactor);

    /// <summary>How many deltas with text have come; near the count of tokens on most servers.</summary>
    internal int ChunkCount => Volatile.Read(ref _chunkCount);

    /// <summary>Something of an answer has come.</summary>
    internal bool HasStarted => Choices.Count > 0;

    /// <summary>Each choice has said why it ended.</summary>
    internal bool IsFinished => Choices.Count > 0 && Choices.TrueForAll(choice => choice.FinishReason is not null);

    /// <summary>Returns what went wrong, once nothing more comes; null where the answer is good.</summary>
    internal ApiError? FindFinalError(bool isComplete)
    {
        var failed = Choices.Find(choice => choice.FinishReason?.EndsWith("error", StringComparison.OrdinalIgnoreCase) is true);
        return Error
            ?? (failed is not null ? Notice ?? new ApiError { Message = $"The answer ended with finish_reason '{failed.FinishReason}'." }
                : HasStarted && isComplete ? null
                : Notice);
    }

    /// <summary>Gets whether a <c>choices</c> array was read to its end, so that no text of it is missing.</summary>
    internal bool HasReadChoices { get; set; }

    /// <summary>Gets the number of elements of <c>choices</c> that were read, in all chunks.</summary>
    internal int ChoiceElements { get; private set; }

    internal void AddPieces(int count) => Volatile.Write(ref _chunkCount, _chunkCount + count);

    internal void AddUsage(ChatUsage? usage) => Usage = FiguresMerger.Merge(Usage, usage);

    internal void AddMetrics(ServiceMetrics? metrics) => Metrics = FiguresMerger.Merge(Metrics, metrics);

    /// <summary>Marks the state that <see cref="UndoChunk"/> returns to.</summary>
    internal void BeginChunk()
    {
        _changed.Begin(static choice => choice.BeginChunk());
    }

    internal void UndoChunk()
    {
        _changed.Undo(static choice => choice.UndoChunk());
    }

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

    /// <summary>Throws where there are already as many items as an answer may have.</summary>
    internal static void ThrowIfTooMany(int count, string items)
    {
        if (count >= MaxItems)
        {
            throw new InvalidDataException($"it has more than {MaxItems} {items}.");
        }
    }

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

    // Put together from chunks, it is what the service sends unstreamed.
    private string? NormalizedObject() => Object == "chat.completion.chunk" ? "chat.completion" : redactor.Redact(Object);

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
