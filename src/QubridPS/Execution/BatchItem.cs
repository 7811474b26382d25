using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>A job on its way.</summary>
internal sealed record BatchItem(ChatWorkItem WorkItem, Task<BatchResult> Result);

/// <summary>What came of a job. Without a completion it was not sent, because the budget was spent.</summary>
internal sealed record BatchResult(ChatCompletion? Completion, QubridInputException? CheckpointError = null);
