using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qubrid.Client.Security;

/// <summary>Redacts secrets in the names and values of JSON, so that the result is valid JSON.</summary>
internal static class JsonRedactor
{
    // More than the limits for writing requests and reading responses.
    private const int MaxDepth = 1024;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    internal static JsonElement Redact(JsonElement value, KeyRedactor redactor)
    {
        using var document = JsonDocument.Parse(Write(value, redactor), new JsonDocumentOptions { MaxDepth = MaxDepth });
        return document.RootElement.Clone();
    }

    internal static byte[] Redact(byte[] json, KeyRedactor redactor)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return Write(document.RootElement, redactor);
    }

    private static byte[] Write(JsonElement value, KeyRedactor redactor)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            Write(json, value, redactor);
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, KeyRedactor redactor)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var field in value.EnumerateObject())
                {
                    json.WritePropertyName(redactor.Redact(field.Name)!);
                    Write(json, field.Value, redactor);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(json, element, redactor);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(redactor.Redact(value.GetString()));
                break;
            case JsonValueKind.Number when redactor.IsContainedIn(value.GetRawText().AsSpan()):
                json.WriteStringValue(redactor.Redact(value.GetRawText())); // a secret of digits
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
