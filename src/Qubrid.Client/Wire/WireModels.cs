using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qubrid.Client.Wire;

internal sealed class WireModelList
{
    [JsonPropertyName("data")] public WireModel?[]? Data { get; init; }
}

internal sealed class WireModel
{
    [JsonPropertyName("id")] public string? Id { get; init; }
    [JsonPropertyName("object")] public string? Object { get; init; }
    [JsonPropertyName("created")] public double? Created { get; init; }
    [JsonPropertyName("owned_by")] public string? OwnedBy { get; init; }
    [JsonExtensionData] public Dictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
