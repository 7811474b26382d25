using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qubrid.Client.Wire;

[JsonSerializable(typeof(WireRequest))]
[JsonSerializable(typeof(WireModelList))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(WirePart[]))]
internal sealed partial class QubridJsonContext : JsonSerializerContext
{
    // The body is read by a service and by people who look at -WhatIf, never by a browser: no HTML escapes.
    internal static readonly QubridJsonContext Wire = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    });
}
