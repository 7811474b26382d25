using System.Security.Cryptography;
using System.Text.Json;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Journal;

/// <summary>Writes JSON with sorted property names, so that equal data is equal text.</summary>
internal static class CanonicalJson
{
    /// <summary>
    /// Returns the key of a request in a journal: the SHA-256 hash of its body without <c>stream</c>, because the completion is the same with and
    /// without streaming.
    /// </summary>
    internal static string Hash(byte[] body)
    {
        using var document = JsonDocument.Parse(body, JournalEntrySerializer.ReadOptions);
        return Hash(document.RootElement);
    }

    /// <summary>Returns the hash of a parsed body.</summary>
    internal static string Hash(JsonElement body)
    {
        var canonical = Utf8Json.Write(json => Write(json, body, excludedProperty: "stream"));
#if NET
        return Hexadecimal.Format(SHA256.HashData(canonical));
#else
        using var sha = SHA256.Create();
        return Hexadecimal.Format(sha.ComputeHash(canonical));
#endif
    }

    /// <summary>Writes a value; <paramref name="excludedProperty"/> of the root object is omitted.</summary>
    internal static void Write(Utf8JsonWriter json, JsonElement value, string? excludedProperty = null)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var field in value.EnumerateObject().Where(field => field.Name != excludedProperty).OrderBy(field => field.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(field.Name);
                    Write(json, field.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(json, element);
                }

                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
