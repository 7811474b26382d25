using System.Globalization;
using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Writes the .NET values that <see cref="JsonValueReader"/> returns.</summary>
internal static class JsonValueWriter
{
    internal static void WriteProperties(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        foreach (var field in fields)
        {
            WriteProperty(json, field.Key, field.Value);
        }
    }

    /// <summary>Writes a property, unless its value is null.</summary>
    internal static void WriteProperty(Utf8JsonWriter json, string name, object? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool boolean:
                json.WriteBooleanValue(boolean);
                break;
            case double number when double.IsInfinity(number):
                json.WriteRawValue(number > 0 ? "1e999" : "-1e999"); // a number that was received, but exceeds the range of double
                break;
            case double number:
                json.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case IFormattable number:
                json.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable<KeyValuePair<string, object?>> fields:
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    json.WritePropertyName(field.Key);
                    Write(json, field.Value); // nested null values were received, so they are written
                }

                json.WriteEndObject();
                break;
            case object?[] elements:
                json.WriteStartArray();
                foreach (var element in elements)
                {
                    Write(json, element);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
