using System.Collections;
using System.Text.Json.Nodes;
using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS.Schemas;

/// <summary>Reads -Schema: a JSON Schema (text or hashtable), the short form (text or hashtable), or a type.</summary>
internal static class SchemaParser
{
    private const int MaxDepth = 64;

    internal static SchemaBinding Parse(object value)
    {
        var unwrapped = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        try
        {
            return unwrapped switch
            {
                string text when text.TrimStart().StartsWith("{", StringComparison.Ordinal) => new SchemaBinding(ResponseSchema.Parse(text), type: null, isWrapped: false),
                string text => FromFields(SchemaShorthand.ParseText(text)),
                Type type => FromType(type),
                PSObject or IDictionary => FromObject(PSObject.AsPSObject(unwrapped)),
                _ => throw new FormatException($"A {unwrapped.GetType().Name} is no schema."),
            };
        }
        catch (FormatException cause)
        {
            throw SchemaErrors.SchemaInvalid(cause, value);
        }
    }

    private static SchemaBinding FromObject(PSObject source) => IsJsonSchema(source)
        ? new SchemaBinding(ResponseSchema.Parse(ToJson(source)), type: null, isWrapped: false)
        : FromFields(SchemaShorthand.ParseFields(source));

    private static string ToJson(PSObject source) => new PSObjectJsonWriter(new PropertySelector(null), MaxDepth, warn: _ => { }).ToText(source);

    private static SchemaBinding FromFields(JsonObject schema) => new(ResponseSchema.Parse(schema.ToJsonString()), type: null, isWrapped: false);

    private static SchemaBinding FromType(Type type)
    {
        var schema = TypeSchemaGenerator.Generate(type);
        var isWrapped = !(schema["type"] is JsonValue kind && kind.GetValue<string>() == "object");
        return new SchemaBinding(
            ResponseSchema.Parse((isWrapped ? SimpleTypes.CreateObjectSchema(new JsonObject { [SchemaBinding.WrapperProperty] = schema }) : schema).ToJsonString()), type, isWrapped);
    }

    // A field may be called "type" or "properties" too: a schema says object, array, a reference or a choice at its top.
    private static bool IsJsonSchema(PSObject source)
    {
        var fields = new PropertySelector(["*"]).Select(source, isTopLevel: true).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        return fields.ContainsKey("$schema") || fields.ContainsKey("$ref")
            || (fields.TryGetValue("type", out var type) && type?.ToString() is "object" or "array")
            || (fields.TryGetValue("anyOf", out var anyOf) && anyOf is IList)
            || (fields.TryGetValue("oneOf", out var single) && single is IList);
    }
}
