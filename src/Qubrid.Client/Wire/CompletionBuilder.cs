namespace Qubrid.Client.Wire;

/// <summary>A completion put together from stream chunks, or from one whole body. Knows no I/O.</summary>
internal sealed class CompletionBuilder(KeyStriker key)
{
    // Written by the reader, read by whoever shows progress: a count that is a little old does no harm.
    private int _pieces;

    internal KeyStriker Key => key;

    internal string? Id { get; set; }

    internal string? Object { get; set; }

    internal string? Model { get; set; }

    internal DateTimeOffset? Created { get; set; }

    internal Usage? Usage { get; private set; }

    internal Metrics? Metrics { get; private set; }

    /// <summary>Gets or sets the error that the service reported.</summary>
    internal WireError? Error { get; set; }

    /// <summary>Gets or sets words of the service that are an error only where no answer follows.</summary>
    internal WireError? Notice { get; set; }

    /// <summary>Gets or sets whether the chunk that is read has a field that may state an error.</summary>
    internal bool MayHaveError { get; set; }

    /// <summary>Gets or sets whether the chunk that is read has at least one choice.</summary>
    internal bool HasChoices { get; set; }

    internal List<ChoiceBuilder> Choices { get; } = [];

    internal UnknownFields Fields { get; } = new(Joining.None, key);

    /// <summary>How many deltas with text have come; near the count of tokens on most servers.</summary>
    internal int Pieces => Volatile.Read(ref _pieces);

    /// <summary>Something of an answer has come.</summary>
    internal bool HasStarted => Choices.Count > 0;

    /// <summary>Each choice has said why it ended.</summary>
    internal bool IsFinished => Choices.Count > 0 && Choices.TrueForAll(choice => choice.FinishReason is not null);

    /// <summary>Returns what went wrong, once nothing more comes; null where the answer is good.</summary>
    internal WireError? FindFinalError(bool isComplete)
    {
        var failed = Choices.Find(choice => choice.FinishReason?.EndsWith("error", StringComparison.OrdinalIgnoreCase) is true);
        return Error
            ?? (failed is not null ? Notice ?? new WireError { Message = $"The answer ended with finish_reason '{failed.FinishReason}'." }
                : HasStarted && isComplete ? null
                : Notice);
    }

    /// <summary>Gets whether a <c>choices</c> array was read to its end, so that no text of it is missing.</summary>
    internal bool HasReadChoices { get; set; }

    /// <summary>Gets the number of elements of <c>choices</c> that were read, in all chunks.</summary>
    internal int ChoiceElements { get; private set; }

    internal void AddPieces(int count) => Volatile.Write(ref _pieces, _pieces + count);

    internal void AddUsage(Usage? usage) => Usage = FiguresMerger.Merge(Usage, usage);

    internal void AddMetrics(Metrics? metrics) => Metrics = FiguresMerger.Merge(Metrics, metrics);

    /// <summary>Marks the state that <see cref="UndoChunk"/> returns to.</summary>
    internal void BeginChunk()
    {
        foreach (var choice in Choices)
        {
            choice.BeginChunk();
        }
    }

    internal void UndoChunk()
    {
        foreach (var choice in Choices)
        {
            choice.UndoChunk();
        }
    }

    internal ChoiceBuilder Choice(int index)
    {
        ChoiceElements++;
        foreach (var known in Choices)
        {
            if (known.Index == index)
            {
                return known;
            }
        }

        var choice = new ChoiceBuilder(index, key);
        Choices.Add(choice);
        return choice;
    }

    internal ChatUpdate? TakeUpdate(bool isWhole)
    {
        foreach (var choice in Choices)
        {
            if (choice.TakeUpdate(isWhole) is { } update)
            {
                return update;
            }
        }

        return null;
    }

    // Put together from chunks, it is what the service sends unstreamed.
    private string? WholeKind() => Object == "chat.completion.chunk" ? "chat.completion" : key.StrikeOut(Object);

    internal ChatCompletion Build(IReadOnlyList<ChatMessage> sent, string? requestId, ClientMetrics? clientMetrics)
    {
        var toolCallIds = new ToolCallIds(sent, Choices.SelectMany(choice => choice.ToolCalls.Ids));
        Choice[] choices = [.. Choices.OrderBy(choice => choice.Index).Select(choice => choice.Build(toolCallIds))];
        return new ChatCompletion
        {
            Id = key.StrikeOut(Id),
            Object = WholeKind(),
            Model = key.StrikeOut(Model),
            Created = Created,
            Choices = choices,
            Usage = Usage,
            Metrics = Metrics,
            Messages = [.. sent, .. choices.Take(1).Select(choice => choice.Message)],
            RequestId = requestId,
            ClientMetrics = clientMetrics,
            AdditionalProperties = Fields.Values,
        };
    }
}
