using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>A model that the key can use (wire: <c>GET models</c>, <c>data[]</c>).</summary>
public sealed class QubridModel
{
    /// <summary>The name to ask for (wire: <c>id</c>).</summary>
    public string Id { get; init; } = "";

    /// <summary>When it was made, UTC (wire: <c>created</c>, Unix seconds).</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Who owns it (wire: <c>owned_by</c>).</summary>
    public string? OwnedBy { get; init; }

    /// <summary>Fields of the wire that have no property here, by their wire name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
