using System.Security.Cryptography;
using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>
/// By what a request is found again: the hash of its body with sorted names and without <c>stream</c>, since an answer is the same
/// however it was shown.
/// </summary>
internal static class CanonicalRequest
{
    internal static string Hash(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, document.RootElement, isTop: true);
        }

        var canonical = buffer.ToArray();
#if NET
        return Convert.ToHexString(SHA256.HashData(canonical)).ToLowerInvariant();
#else
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(canonical)).Replace("-", "").ToLowerInvariant();
#endif
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, bool isTop)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var field in value.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal))
                {
                    if (!isTop || field.Name != "stream")
                    {
                        json.WritePropertyName(field.Name);
                        Write(json, field.Value, isTop: false);
                    }
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(json, element, isTop: false);
                }

                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
