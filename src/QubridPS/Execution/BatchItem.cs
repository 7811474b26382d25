using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>A job on its way.</summary>
internal sealed record BatchItem(ChatJob Job, Task<BatchAnswer> Answer);

/// <summary>What came of a job. Without a completion it was not sent, because the budget was spent.</summary>
internal sealed record BatchAnswer(ChatCompletion? Completion, QubridInputException? Unkept = null);
