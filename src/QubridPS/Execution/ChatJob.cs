using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>One request and what it was made from.</summary>
internal sealed record ChatJob(ChatRequest Request, object? InputObject, object? Target)
{
    /// <summary>The answer of an earlier run: it is shown, and nothing is sent.</summary>
    internal ChatCall? Former { get; init; }
}
