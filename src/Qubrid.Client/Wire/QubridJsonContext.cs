using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qubrid.Client.Wire;

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(WireModelList))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class QubridJsonContext : JsonSerializerContext;
