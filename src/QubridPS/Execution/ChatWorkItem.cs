using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>One request and what it was made from.</summary>
internal sealed record ChatWorkItem(ChatRequest Request, object? InputObject, object? Target)
{
    /// <summary>The answer of an earlier run: it is shown, and nothing is sent.</summary>
    internal ChatCall? CheckpointedCall { get; init; }
}
