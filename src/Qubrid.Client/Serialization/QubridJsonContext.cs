using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qubrid.Client.Serialization;

/// <summary>Provides source-generated serialization, which needs no reflection.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class QubridJsonContext : JsonSerializerContext;
