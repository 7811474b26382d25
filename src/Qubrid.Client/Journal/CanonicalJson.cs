using System.Security.Cryptography;
using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>JSON with sorted names: the same data is the same text, whoever wrote it.</summary>
internal static class CanonicalJson
{
    /// <summary>
    /// By what a request is found again: the hash of its body without <c>stream</c>, since an answer is the same however it was shown.
    /// </summary>
    internal static string Hash(byte[] body)
    {
        using var document = JsonDocument.Parse(body, JournalEntrySerializer.ReadOptions);
        return Hash(document.RootElement);
    }

    /// <summary>Returns the hash of a body that was parsed.</summary>
    internal static string Hash(JsonElement body)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, body, excludedProperty: "stream");
        }

        var canonical = buffer.ToArray();
#if NET
        return Convert.ToHexString(SHA256.HashData(canonical)).ToLowerInvariant();
#else
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(canonical)).Replace("-", "").ToLowerInvariant();
#endif
    }

    /// <summary>Writes a value; <paramref name="excludedProperty"/> is left out at the top.</summary>
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
