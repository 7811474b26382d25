using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>Represents a model that the API key can use. JSON: <c>data[]</c> of <c>GET models</c>.</summary>
public sealed class QubridModel
{
    /// <summary>Gets the name to use in requests. JSON: <c>id</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary>Gets the time at which the model was created, in UTC; null if the service did not send it. JSON: <c>created</c>, in Unix seconds.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Gets the owner; null if the service did not send it. JSON: <c>owned_by</c>.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>Gets the JSON fields that have no property here, by their JSON name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <summary>Returns <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
