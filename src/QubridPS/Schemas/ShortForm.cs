using System.Collections;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QubridPS.Conversion;

namespace QubridPS.Schemas;

/// <summary>
/// The short way to write a schema: @{ severity = 'low|medium|high'; hosts = 'string[]'; count = 'int?: how many' }, or
/// 'name, age int, bio: one sentence'.
/// </summary>
internal static class ShortForm
{
    private static readonly Regex s_field = new(@"^(?<name>[^\s:?]+)(?<optional>\?)?\s*(?<spec>.*)$", RegexOptions.Singleline);

    /// <summary>One field after the other, by commas, or by semicolons or lines where a description holds commas.</summary>
    internal static JsonObject OfText(string text)
    {
        var parts = text.Split(text.IndexOfAny([';', '\n']) >= 0 ? [';', '\n'] : [','])
            .Select(part => part.Trim())
            .Where(part => part.Length > 0)
            .Select(part => s_field.Match(part))
            .ToList();
        return OfFields(parts.Select(part => part.Success
            ? (part.Groups["name"].Value + part.Groups["optional"].Value, (object?)(part.Groups["spec"].Value is { Length: > 0 } spec ? spec : "string"))
            : throw new FormatException($"'{text}' names no fields. Write them as 'name, age int, bio: one sentence'.")));
    }

    internal static JsonObject OfFields(PSObject source) =>
        OfFields(new PropertySelector(["*"]).Select(source, isTop: true).Select(field => (field.Key, field.Value)));

    private static JsonObject OfFields(IEnumerable<(string Name, object? Value)> fields)
    {
        var (schemas, optional) = (new JsonObject(), new List<string>());
        foreach (var (given, value) in fields)
        {
            var (name, schema, isOptional) = OfField(given, value);
            schemas[name] = schema;
            if (isOptional)
            {
                optional.Add(name);
            }
        }

        return schemas.Count == 0
            ? throw new FormatException("It has no fields.")
            : TypeWords.ObjectOf(schemas, optional);
    }

    // A question mark may stand behind the name or behind the type.
    private static (string Name, JsonObject Schema, bool IsOptional) OfField(string name, object? value)
    {
        var isOptional = name.Length > 1 && name[name.Length - 1] == '?';
        name = isOptional ? name.Substring(0, name.Length - 1) : name;
        if (value is string words)
        {
            var (schema, isMarked) = OfWords(name, words);
            return (name, isMarked || !isOptional ? schema : TypeSchema.OrNull(schema), isOptional || isMarked);
        }

        return (name, isOptional ? TypeSchema.OrNull(OfValue(name, value)) : OfValue(name, value), isOptional);
    }

    private static JsonObject OfValue(string name, object? value) => value switch
    {
        string words => OfWords(name, words).Schema,
        Type type => TypeSchema.Of(type),
        PSObject custom => OfFields(custom),
        IDictionary fields => OfFields(PSObject.AsPSObject(fields)),
        IList { Count: 1 } list => new JsonObject { ["type"] = "array", ["items"] = OfValue(name, Unwrap(list[0])) },
        IList { Count: > 1 } list when list.Cast<object?>().All(each => Unwrap(each) is string) => OneOf(list.Cast<object>().Select(each => each.ToString()!)),
        _ => throw new FormatException($"The field '{name}' is {(value is null ? "nothing" : "a " + value.GetType().Name)}; write a type such as 'string', 'int' or 'low|high', or a hashtable of fields."),
    };

    private static (JsonObject Schema, bool IsOptional) OfWords(string name, string words)
    {
        var colon = words.IndexOf(':');
        var (head, description) = colon < 0 ? (words.Trim(), "") : (words.Substring(0, colon).Trim(), words.Substring(colon + 1).Trim());
        if (colon < 0 && head.Contains(' ') && !head.Contains('|'))
        {
            (head, description) = ("string", head); // several words are no type but what the text shall say
        }

        var isOptional = TakeEnd(ref head, "?");
        var isList = TakeEnd(ref head, "[]");
        var schema = OfHead(name, head);
        schema = isList ? new JsonObject { ["type"] = "array", ["items"] = schema } : schema;
        schema = isOptional ? TypeSchema.OrNull(schema) : schema;
        if (description.Length > 0)
        {
            schema["description"] = description;
        }

        return (schema, isOptional);
    }

    private static JsonObject OfHead(string name, string head) =>
        head.Contains('|') ? OneOf(head.Trim('(', ')').Split('|').Select(choice => choice.Trim()))
        : TypeWords.Of(head.Length == 0 ? "string" : head)
            ?? throw new FormatException($"The field '{name}' has the type '{head}', which is not known. Write one of {TypeWords.Known}, choices as 'low|high', a list as 'string[]', or what it shall say as 'string: a sentence'.");

    private static JsonObject OneOf(IEnumerable<string> choices) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Where(choice => choice.Length > 0).Select(choice => (JsonNode)choice)]) };

    private static bool TakeEnd(ref string text, string end)
    {
        var has = text.EndsWith(end, StringComparison.Ordinal);
        text = has ? text.Substring(0, text.Length - end.Length).TrimEnd() : text;
        return has;
    }

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
