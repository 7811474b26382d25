using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>The result of a parallel request. The completion is null if the request was not sent because the batch had ended.</summary>
internal sealed record BatchResult(ChatCompletion? Completion, QubridInputException? CheckpointError = null);
