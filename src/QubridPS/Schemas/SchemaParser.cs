using System.Collections;
using System.Text.Json.Nodes;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS.Schemas;

/// <summary>Parses the value of -Schema: a JSON Schema (string or hashtable), the shorthand (string or hashtable), or a .NET type.</summary>
internal static class SchemaParser
{
    private const int MaxDepth = 64;

    /// <summary>Parses the value.</summary>
    /// <exception cref="QubridInputException">The value is not a valid schema.</exception>
    internal static SchemaBinding Parse(object value)
    {
        var unwrapped = PSObjectReader.Unwrap(value)!;
        try
        {
            return unwrapped switch
            {
                string text when text.TrimStart().StartsWith("{", StringComparison.Ordinal) => new SchemaBinding(ResponseSchema.Parse(text), type: null, isWrapped: false),
                string text => FromFields(SchemaShorthand.ParseText(text)),
                Type type => FromType(type),
                PSObject or IDictionary => FromObject(PSObject.AsPSObject(unwrapped)),
                _ => throw new FormatException($"A value of type {unwrapped.GetType().Name} is not a schema."),
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

    private static string ToJson(PSObject source) => PSObjectJsonWriter.ToTextWithAllProperties(source, warn: _ => { }, MaxDepth);

    private static SchemaBinding FromFields(JsonObject schema) => new(ResponseSchema.Parse(schema.ToJsonString()), type: null, isWrapped: false);

    private static SchemaBinding FromType(Type type)
    {
        var schema = TypeSchemaGenerator.Generate(type);
        var isWrapped = !(schema["type"] is JsonValue kind && kind.GetValue<string>() == "object");
        return new SchemaBinding(
            ResponseSchema.Parse((isWrapped ? SimpleTypes.CreateObjectSchema(new JsonObject { [SchemaBinding.WrapperProperty] = schema }) : schema).ToJsonString()), type, isWrapped);
    }

    // Shorthand fields can also be named "type" or "properties": the values at the root tell a JSON Schema from the shorthand.
    private static bool IsJsonSchema(PSObject source)
    {
        var fields = new PropertySelector(["*"]).Select(source, isTopLevel: true).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        return fields.ContainsKey("$schema") || fields.ContainsKey("$ref")
            || (fields.TryGetValue("type", out var type) && type?.ToString() is "object" or "array")
            || (fields.TryGetValue("anyOf", out var anyOf) && anyOf is IList)
            || (fields.TryGetValue("oneOf", out var single) && single is IList);
    }
}
