using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qubrid.Client.Redaction;

/// <summary>Replaces strings inside JSON text. The rest remains unchanged, byte for byte.</summary>
internal static class JsonTextRewriter
{
    private const string Pattern = "pattern";

    // Properties of a schema or function whose strings have a meaning for the service.
    private static readonly HashSet<string> s_structuralNames = new(StringComparer.Ordinal)
    {
        "name", "type", "format", "$schema", "$id", "$anchor", "$dynamicRef",
    };

    // Properties of a schema whose properties have names of the user.
    private static readonly HashSet<string> s_nameContainers = new(StringComparer.Ordinal)
    {
        "properties", "$defs", "definitions", "dependentRequired", "dependentSchemas",
    };

    // Properties of a schema that contain data.
    private static readonly HashSet<string> s_dataNames = new(StringComparer.Ordinal) { "enum", "const", "default", "examples", "example" };

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 256 };

    /// <summary>Encodes text as a part of a JSON string.</summary>
    internal static string Escape(string value) => JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    /// <summary>
    /// Returns the JSON with other strings, or the same instance if no string is different. Numbers that are different become strings.
    /// </summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="name">The name of the property that contains the JSON; null if there is none.</param>
    /// <param name="isSchema">Whether the JSON is a schema or defines functions, whose names must not change.</param>
    /// <param name="rewrite">Returns the replacement of a value. The first argument is the name of its property, or null.</param>
    /// <exception cref="JsonException">The text is not valid JSON.</exception>
    internal static string Rewrite(string json, string? name, bool isSchema, Func<string?, string, string> rewrite)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, s_options);
        var names = new Stack<string?>();
        names.Push(name);
        var output = default(StringBuilder);
        var copied = 0;
        var propertyName = name;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    names.Push(propertyName);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    names.Pop();
                    propertyName = names.Peek();
                    break;
                case JsonTokenType.PropertyName:
                    propertyName = reader.GetString();
                    if (!isSchema || (names.Peek() is { } container && s_nameContainers.Contains(container)))
                    {
                        Replace(ref reader, propertyName!, rewrite(null, propertyName!));
                    }

                    break;
                case JsonTokenType.String when !isSchema || !IsStructural(propertyName, names):
                    var text = reader.GetString()!;
                    var replacement = rewrite(propertyName, text);
                    Replace(ref reader, text, isSchema && propertyName == Pattern && replacement != text ? EscapePlaceholders(replacement) : replacement);
                    break;
                case JsonTokenType.Number when !isSchema || IsData(propertyName, names):
                    var number = Encoding.UTF8.GetString(bytes, (int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
                    Replace(ref reader, number, rewrite(null, number));
                    break;
                default:
                    break;
            }
        }

        return output is null ? json : output.Append(Encoding.UTF8.GetString(bytes, copied, bytes.Length - copied)).ToString();

        void Replace(ref Utf8JsonReader token, string previous, string value)
        {
            if (value == previous)
            {
                return;
            }

            // BytesConsumed includes the colon after a property name.
            var start = (int)token.TokenStartIndex;
            var end = token.TokenType == JsonTokenType.Number ? (int)token.BytesConsumed : start + token.ValueSpan.Length + 2;
            output ??= new StringBuilder();
            output.Append(Encoding.UTF8.GetString(bytes, copied, start - copied)).Append('"').Append(Escape(value)).Append('"');
            copied = end;
        }
    }

    // In a regular expression, brackets have a meaning.
    private static string EscapePlaceholders(string pattern) =>
        Placeholder.FindAll(pattern).Aggregate(pattern, (text, found) => text.Replace(found.Text, "\\" + found.Text.Insert(found.Text.Length - 1, "\\")));

    private static bool IsStructural(string? name, Stack<string?> containers) =>
        name is not null && s_structuralNames.Contains(name) && !containers.Any(container => container is not null && s_dataNames.Contains(container));

    private static bool IsData(string? name, Stack<string?> containers) =>
        containers.Prepend(name).Any(container => container is not null && s_dataNames.Contains(container));
}
