using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>What the requests of divided data share with the other requests of the command.</summary>
internal sealed record DividedRunServices(CheckpointStore Checkpoint, BatchState Batch, CallOptions Options, IOutputMode Output, ResultWriter Results)
{
    /// <summary>Gets what creates the errors.</summary>
    internal required SplitErrorReporter Errors { get; init; }

    /// <summary>Gets what runs the last merge.</summary>
    internal required ChatCallRunner LastRunner { get; init; }

    /// <summary>Gets what creates the runner of parallel requests.</summary>
    internal required Func<IBatchOutput, BatchProgress, ParallelChatRunner> CreateRunner { get; init; }

    /// <summary>Gets what checks the size of a request and asks for confirmation.</summary>
    internal required Func<ChatWorkItem, bool> ShouldSend { get; init; }

    /// <summary>Gets what reports that requests were not confirmed: the number of parts, of declined requests, and the estimated merges.</summary>
    internal required Action<int, int, (int Count, long Tokens)?> ReportNotConfirmed { get; init; }
}
