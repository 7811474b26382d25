using System.Collections;
using System.Text.Json.Nodes;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS.Schemas;

/// <summary>Parses the value of -Schema: a JSON Schema (string or hashtable), the shorthand (string or hashtable), a list of one of these, or a .NET type.</summary>
internal static class SchemaParser
{
    private const int MaxDepth = 64;

    private static readonly HashSet<string> s_keywords = new(StringComparer.Ordinal)
    {
        "type", "properties", "required", "additionalProperties", "patternProperties", "items", "enum", "const", "anyOf", "oneOf", "allOf", "not", "$ref", "$defs", "definitions",
    };

    /// <summary>Parses the value.</summary>
    /// <exception cref="QubridInputException">The value is not a valid schema.</exception>
    internal static SchemaBinding Parse(object value)
    {
        var unwrapped = PSObjectReader.Unwrap(value)!;
        try
        {
            return unwrapped switch
            {
                string text => FromText(text),
                Type type => FromType(type),
                PSObject or IDictionary => FromObject(PSObject.AsPSObject(unwrapped)),
                IList list => FromList([.. list.Cast<object?>().Select(PSObjectReader.Unwrap)]),
                _ => throw new FormatException($"A value of type {unwrapped.GetType().Name} is not a schema."),
            };
        }
        catch (FormatException cause)
        {
            throw SchemaErrors.SchemaInvalid(cause, value);
        }
    }

    private static SchemaBinding FromText(string text)
    {
        var trimmed = text.TrimStart();
        return trimmed.StartsWith("[", StringComparison.Ordinal)
            ? throw new FormatException("A JSON Schema is an object and starts with '{'. For a list of objects, use @(@{ time = 'datetime'; host = 'string' }).")
            : trimmed.StartsWith("{", StringComparison.Ordinal) ? FromJson(text)
            : FromFields(SchemaShorthand.ParseText(text));
    }

    // Keywords that are unknown are not validated, so that the shorthand as JSON would accept everything.
    private static SchemaBinding FromJson(string text)
    {
        var schema = ResponseSchema.Parse(text);
        return schema.Json.EnumerateObject().Any() && !schema.Json.EnumerateObject().Any(field => s_keywords.Contains(field.Name))
            ? throw new FormatException("The JSON text contains no keyword of JSON Schema, such as type or properties. The short form is a hashtable: @{ severity = 'low|high' }.")
            : new SchemaBinding(schema, type: null, isWrapped: false);
    }

    // A list of one element describes a list of such elements. Lines of a file are one text.
    private static SchemaBinding FromList(object?[] elements)
    {
        if (elements.Length > 0 && Array.TrueForAll(elements, element => element is string) && !(elements.Length == 1 && IsTypeName((string)elements[0]!)))
        {
            return FromText(string.Join("\n", elements));
        }

        return elements switch
        {
            [] => throw new FormatException("The schema has no fields."),
            [Type type] => FromType(type.MakeArrayType()),
            [PSObject or IDictionary] when PSObject.AsPSObject(elements[0]) is var source && IsJsonSchema(source) =>
                Wrap(new JsonObject { ["type"] = "array", ["items"] = JsonNode.Parse(ToJson(source)) }, type: null),
            [string or PSObject or IDictionary] => Wrap(SchemaShorthand.ParseList(elements[0]), type: null),
            _ => throw new FormatException("A list of several values is not a schema. A list of one hashtable, @(@{ time = 'datetime'; host = 'string' }), is a list of such objects."),
        };
    }

    private static bool IsTypeName(string text) => text.Contains('|') ? !text.Contains(' ') && !text.Contains(',') : ShorthandRules.IsTypeLike(text.Trim());

    private static SchemaBinding FromObject(PSObject source) => IsJsonSchema(source)
        ? new SchemaBinding(ResponseSchema.Parse(ToJson(source)), type: null, isWrapped: false)
        : FromFields(SchemaShorthand.ParseFields(source));

    private static string ToJson(PSObject source) => PSObjectJsonWriter.ToTextWithAllProperties(source, warn: _ => { }, MaxDepth);

    private static SchemaBinding FromFields(JsonObject schema) => new(ResponseSchema.Parse(schema.ToJsonString()), type: null, isWrapped: false);

    private static SchemaBinding FromType(Type type)
    {
        var schema = TypeSchemaGenerator.Generate(type);
        var isWrapped = !(schema["type"] is JsonValue kind && kind.GetValue<string>() == "object");
        return isWrapped ? Wrap(schema, type) : new SchemaBinding(ResponseSchema.Parse(schema.ToJsonString()), type, isWrapped: false);
    }

    private static SchemaBinding Wrap(JsonObject schema, Type? type)
    {
        var wrapper = SimpleTypes.CreateObjectSchema(new JsonObject { [SchemaBinding.WrapperProperty] = schema });
        return new SchemaBinding(ResponseSchema.Parse(wrapper.ToJsonString(), SchemaBinding.WrapperProperty), type, isWrapped: true);
    }

    // Shorthand fields can also be named "type" or "properties": the values at the root tell a JSON Schema from the shorthand.
    private static bool IsJsonSchema(PSObject source)
    {
        var fields = new PropertySelector(PropertyFilter.All).Select(source, isTopLevel: true).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        return fields.ContainsKey("$schema") || fields.ContainsKey("$ref")
            || (fields.TryGetValue("type", out var type) && type?.ToString() is "object" or "array")
            || (fields.TryGetValue("anyOf", out var anyOf) && anyOf is IList)
            || (fields.TryGetValue("oneOf", out var single) && single is IList);
    }
}
