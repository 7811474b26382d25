using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qubrid.Client.Wire;

/// <summary>Writes 0.9 as 0.9 on every target; System.Text.Json for netstandard2.0 would write 0.90000000000000002.</summary>
internal sealed class ShortestDouble : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
}
