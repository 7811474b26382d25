using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>
/// Runs the requests of the parts of divided data in parallel, and merges their answers, in several levels if they do not fit in one request.
/// The last merge is read like a single request.
/// </summary>
internal sealed class DividedChatRunner(CommandContext context, SplitSettings settings, DividedRunServices services) : IDisposable
{
    private readonly PartCompletions _completions = new(services.Results);
    private readonly MergePlan _plan = new(settings);
    private ParallelChatRunner? _runner;
    private BatchProgress? _progress;
    private int _number;
    private int _partCount;
    private int _declinedCount;

    /// <summary>Gets the position of the item whose data is divided; null if it is the data of the command.</summary>
    internal int? ItemPosition { get; init; }

    /// <summary>Sends the request of a part. Waits while the queue is full.</summary>
    internal void AddPart(ChatWorkItem workItem)
    {
        _partCount++;
        Add(workItem);
    }

    /// <summary>Merges the answers and writes the result. With -WhatIf, it writes the plan.</summary>
    /// <exception cref="QubridApiException">A request failed.</exception>
    internal void Complete(ChatWorkItem result)
    {
        CompleteRequests(result.Target);
        if (_declinedCount > 0)
        {
            services.ReportNotConfirmed(_partCount, _declinedCount, _plan.Estimate(_partCount));
            return;
        }

        List<PartAnswer> answers = [.. Enumerable.Range(1, _partCount).Select(number => new PartAnswer(number, number, GetText(_completions[number])))];
        if (ListMerge.TryMerge(_completions.GetParts(_partCount), services.Results.Schema) is { } list)
        {
            WriteResult(services.Output.Read(ChatCall.FromCompletion(list), result), result, isSent: false);
            return;
        }

        var groups = _plan.Group(answers);
        while (groups.Count > 1)
        {
            answers = MergeLevel(groups, result.Target);
            groups = _plan.Group(answers);
        }

        SendLastMerge(groups[0], result);
    }

    public void Dispose() => _runner?.Dispose();

    /// <summary>Waits for the parts that were sent, so that their completions are recorded, before another error ends the command.</summary>
    internal void FinishSentParts() => _runner?.Complete();

    private List<PartAnswer> MergeLevel(List<List<PartAnswer>> groups, object? target)
    {
        if (groups.TrueForAll(group => group.Count == 1))
        {
            throw LimitErrors.AnswersTooLarge($"those for {groups[0][0].Name} and {groups[1][0].Name}", settings.MaxInputTokens, target);
        }

        StartRunner("Merging the answers for the parts", "Merge: ");
        var merges = groups.ConvertAll(group => (Group: group, Number: group.Count == 1 ? 0 : Merge(group, target)));
        CompleteRequests(target);
        return merges.ConvertAll(merge => merge.Number == 0 ? merge.Group[0] : MergePlan.GetRange(merge.Group, GetText(_completions[merge.Number])));
    }

    private int Merge(List<PartAnswer> group, object? target)
    {
        Add(new ChatWorkItem(settings.CreateRequest(_plan.Compose(group, isLast: false)), null, target) { Name = $"The merge of {MergePlan.GetRange(group).Name}" });
        return _number;
    }

    private void Add(ChatWorkItem workItem)
    {
        workItem = services.Checkpoint.TryResume(workItem with { Position = ++_number }, context.CancellationToken);
        if (!services.Batch.HasEnded && !services.ShouldSend(workItem))
        {
            _declinedCount++;
            return;
        }

        if (_runner is null)
        {
            StartRunner("Processing the parts of the data", "Part ");
        }

        _progress!.OnItemAdded();
        _runner!.Add(workItem);
    }

    private void StartRunner(string activity, string statusPrefix)
    {
        Dispose();
        _progress = new BatchProgress(context.Cmdlet, context.RateLimit) { Activity = activity, StatusPrefix = statusPrefix };
        _runner = services.CreateRunner(_completions, _progress);
    }

    private void CompleteRequests(object? target)
    {
        _progress?.OnInputCompleted();
        _runner?.Complete();
        _progress?.Dispose();
        services.Errors.ThrowIfFailed(_completions, _partCount, ItemPosition, target);
    }

    private void SendLastMerge(List<PartAnswer> answers, ChatWorkItem result)
    {
        var merge = result with { Request = settings.CreateLastRequest(_plan.Compose(answers, isLast: true)), Name = "The last merge" };
        merge = services.Checkpoint.TryResume(merge, context.CancellationToken);
        if (services.Batch.HasEnded && merge.CheckpointedCall is null)
        {
            context.ReportNotSent(merge, services.Batch);
            services.Errors.ThrowIfFailed(_completions, _partCount, ItemPosition, result.Target);
        }

        if (!services.ShouldSend(merge))
        {
            return;
        }

        ChatCompletion completion;
        try
        {
            completion = services.LastRunner.GetCompletion(services.Options, merge);
        }
        catch (QubridApiException failure)
        {
            _completions.WriteFailure(failure, merge);
            services.Errors.ThrowIfFailed(_completions, _partCount, ItemPosition, result.Target);
            throw;
        }

        var checkpointError = merge.CheckpointedCall is null ? Record(merge, completion) : null;
        WriteResult(completion, merge, merge.CheckpointedCall is null);
        if (checkpointError is not null)
        {
            throw checkpointError;
        }
    }

    private QubridInputException? Record(ChatWorkItem merge, ChatCompletion completion)
    {
        services.Batch.OnReceived(completion);
        return services.Checkpoint.Record(merge.Request, completion, context.CancellationToken);
    }

    private void WriteResult(ChatCompletion completion, ChatWorkItem workItem, bool isSent)
    {
        var previous = _completions.All;
        var result = completion.WithPrevious(previous);
        result.Parts = _completions.GetParts(_partCount);
        result.IsRestored = !isSent && previous.All(part => part.IsRestored);
        services.Results.Write(result, workItem);
    }

    private static string GetText(ChatCompletion completion) => completion.Text ?? completion.Refusal ?? "";
}
