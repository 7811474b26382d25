using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qubrid.Client.Serialization;

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class QubridJsonContext : JsonSerializerContext;
