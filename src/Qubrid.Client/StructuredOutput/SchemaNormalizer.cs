using System.Text.Json;

namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// Rewrites a schema with keywords that NJsonSchema supports, and rejects keywords that it would ignore, so that validation never passes
/// because of an ignored keyword.
/// </summary>
internal static class SchemaNormalizer
{
    private static readonly HashSet<string> s_unsupported = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "prefixItems", "contains", "minContains", "maxContains", "propertyNames", "dependencies", "dependentRequired",
        "dependentSchemas", "unevaluatedItems", "unevaluatedProperties", "$anchor", "$dynamicRef", "$recursiveRef", "$id", "id",
    };

    private static readonly HashSet<string?> s_types = new(StringComparer.Ordinal)
    {
        "object", "array", "string", "integer", "number", "boolean", "null",
    };

    /// <summary>Writes the rewritten schema.</summary>
    /// <exception cref="FormatException">The schema is not valid, or uses a keyword that is not supported.</exception>
    internal static void Write(Utf8JsonWriter json, JsonElement schema, string path)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            WriteBoolean(json, schema.GetBoolean());
            return;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"The value at {path} is not a schema. A schema is an object, true or false.");
        }

        json.WriteStartObject();
        foreach (var keyword in schema.EnumerateObject())
        {
            WriteKeyword(json, schema, keyword, $"{path}.{keyword.Name}");
        }

        json.WriteEndObject();
    }

    // NJsonSchema matches patterns without a time limit; see PatternFormatValidator.
    private static void WritePattern(Utf8JsonWriter json, JsonElement pattern)
    {
        json.WriteStartObject();
        json.WriteString("format", PatternFormatValidator.ToFormat(pattern.GetString()!));
        json.WriteEndObject();
    }

    private static void WriteKeyword(Utf8JsonWriter json, JsonElement schema, JsonProperty keyword, string path)
    {
        switch (keyword.Name)
        {
            case var name when s_unsupported.Contains(name):
                throw new FormatException($"The keyword at {path} is not supported. Use type, enum, anyOf, allOf, not, properties or items instead, or remove the keyword.");
            case "type" when !ParseTypes(keyword.Value).All(s_types.Contains):
                throw new FormatException($"The type at {path} is not one of {string.Join(", ", s_types)}.");
            case "pattern" when keyword.Value.ValueKind == JsonValueKind.String && !schema.TryGetProperty("format", out _):
                json.WriteString("format", PatternFormatValidator.ToFormat(keyword.Value.GetString()!));
                break;
            case "pattern" when keyword.Value.ValueKind == JsonValueKind.String && !schema.TryGetProperty("allOf", out _):
                json.WriteStartArray("allOf");
                WritePattern(json, keyword.Value);
                json.WriteEndArray();
                break;
            case "pattern" when keyword.Value.ValueKind == JsonValueKind.String:
                break; // written as part of allOf
            case "allOf" when keyword.Value.ValueKind == JsonValueKind.Array:
                json.WriteStartArray(keyword.Name);
                foreach (var part in keyword.Value.EnumerateArray())
                {
                    Write(json, part, path);
                }

                if (schema.TryGetProperty("format", out _) && schema.TryGetProperty("pattern", out var pattern) && pattern.ValueKind == JsonValueKind.String)
                {
                    WritePattern(json, pattern);
                }

                json.WriteEndArray();
                break;
            case "const":
                json.WriteStartArray("enum");
                keyword.Value.WriteTo(json);
                json.WriteEndArray();
                break;
            case "$ref" when !(keyword.Value.ValueKind == JsonValueKind.String && keyword.Value.GetString()!.StartsWith("#", StringComparison.Ordinal)):
                throw new FormatException($"The reference at {path} is not supported. A reference must start with '#'.");
            case "properties" or "patternProperties" or "$defs" or "definitions" when keyword.Value.ValueKind == JsonValueKind.Object:
                json.WriteStartObject(keyword.Name);
                foreach (var property in keyword.Value.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value, $"{path}.{property.Name}");
                }

                json.WriteEndObject();
                break;
            case "items" or "additionalProperties" or "additionalItems" or "not" when keyword.Value.ValueKind == JsonValueKind.Object:
                json.WritePropertyName(keyword.Name);
                Write(json, keyword.Value, path);
                break;
            case "items" or "anyOf" or "allOf" or "oneOf" when keyword.Value.ValueKind == JsonValueKind.Array:
                json.WriteStartArray(keyword.Name);
                foreach (var property in keyword.Value.EnumerateArray())
                {
                    Write(json, property, path);
                }

                json.WriteEndArray();
                break;
            default:
                keyword.WriteTo(json);
                break;
        }
    }

    private static IEnumerable<string?> ParseTypes(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(ParseTypes),
        JsonValueKind.String => [value.GetString()],
        _ => [null],
    };

    private static void WriteBoolean(Utf8JsonWriter json, bool allows)
    {
        json.WriteStartObject();
        if (!allows)
        {
            json.WriteStartObject("not");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
