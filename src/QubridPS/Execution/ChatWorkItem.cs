using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>A request, the input object that it was created from, and the target object of its errors.</summary>
internal sealed record ChatWorkItem(ChatRequest Request, object? InputObject, object? Target)
{
    /// <summary>Gets the position of the input object, starting with 1; null if the request is the only one of the command.</summary>
    internal int? Position { get; init; }

    /// <summary>Gets the name for messages; null if the position names the item.</summary>
    internal string? Name { get; init; }

    /// <summary>Gets the recorded call of an earlier run, which sends nothing; null if the request has to be sent.</summary>
    internal ChatCall? CheckpointedCall { get; init; }
}
