using System.Collections;
using System.Text.Json.Nodes;
using Qubrid.Client.Schema;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS.Schemas;

/// <summary>Reads -Schema: a JSON Schema (text or hashtable), the short form (text or hashtable), or a type.</summary>
internal static class SchemaReader
{
    private const int MostDepth = 64;

    internal static AnswerShape Read(object given)
    {
        var plain = given is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : given;
        try
        {
            return plain switch
            {
                string text when text.TrimStart().StartsWith("{", StringComparison.Ordinal) => new AnswerShape(ResponseSchema.Parse(text), type: null, isWrapped: false),
                string text => OfFields(ShortForm.OfText(text)),
                Type type => OfType(type),
                PSObject or IDictionary => OfObject(PSObject.AsPSObject(plain)),
                _ => throw new FormatException($"A {plain.GetType().Name} is no schema."),
            };
        }
        catch (FormatException fault)
        {
            throw InputErrors.BadSchema(fault, given);
        }
    }

    private static AnswerShape OfObject(PSObject source) => IsJsonSchema(source)
        ? new AnswerShape(ResponseSchema.Parse(ToJson(source)), type: null, isWrapped: false)
        : OfFields(ShortForm.OfFields(source));

    private static string ToJson(PSObject source) => new ObjectJson(new PropertySelector(null), MostDepth, warn: _ => { }).ToText(source);

    private static AnswerShape OfFields(JsonObject schema) => new(ResponseSchema.Parse(schema.ToJsonString()), type: null, isWrapped: false);

    private static AnswerShape OfType(Type type)
    {
        var schema = TypeSchema.Of(type);
        var isWrapped = !(schema["type"] is JsonValue kind && kind.GetValue<string>() == "object");
        return new AnswerShape(
            ResponseSchema.Parse((isWrapped ? TypeWords.ObjectOf(new JsonObject { [AnswerShape.Wrapper] = schema }) : schema).ToJsonString()), type, isWrapped);
    }

    // A field may be called "type" or "properties" too: a schema says object, array, a reference or a choice at its top.
    private static bool IsJsonSchema(PSObject source)
    {
        var fields = new PropertySelector(["*"]).Select(source, isTop: true).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        return fields.ContainsKey("$schema") || fields.ContainsKey("$ref")
            || (fields.TryGetValue("type", out var type) && type?.ToString() is "object" or "array")
            || (fields.TryGetValue("anyOf", out var any) && any is IList)
            || (fields.TryGetValue("oneOf", out var one) && one is IList);
    }
}
