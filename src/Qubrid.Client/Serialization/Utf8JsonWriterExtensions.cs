using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Writes properties, unless their value is null.</summary>
internal static class Utf8JsonWriterExtensions
{
    internal static void WriteIfNotNull(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    internal static void WriteIfNotNull(this Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }
}
