namespace QubridPS.Execution;

/// <summary>A request that was started, and the task that returns its result.</summary>
internal sealed record BatchItem(ChatWorkItem WorkItem, Task<BatchResult> Result);
