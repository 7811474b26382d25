using System.Collections;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QubridPS.Common;
using QubridPS.Conversion;

namespace QubridPS.Schemas;

/// <summary>
/// Parses the schema shorthand: a hashtable such as @{ severity = 'low|medium|high'; hosts = 'string[]'; count = 'int?: how many' }, or a
/// string such as 'name, age int, bio: one sentence'.
/// </summary>
internal static class SchemaShorthand
{
    private static readonly Regex s_field = new(@"^(?<name>[^\s:?]+)(?<optional>\?)?\s*(?<spec>.*)$", RegexOptions.Singleline);

    /// <summary>Parses fields that are separated by commas, or by semicolons or line breaks if descriptions contain commas.</summary>
    internal static JsonObject ParseText(string text)
    {
        var hasCommas = text.IndexOfAny([';', '\n']) < 0;
        NestedShorthand.CheckText(text, hasCommas);
        var parts = text.Split(hasCommas ? [','] : [';', '\n'])
            .Select(part => part.Trim())
            .Where(part => part.Length > 0)
            .Select(part => s_field.Match(part))
            .ToList();
        if (parts.Exists(part => !part.Success))
        {
            throw new FormatException($"'{text}' contains a field without a name. Write the fields as 'name, age int, bio: one sentence'.");
        }

        ShorthandRules.CheckNames(parts.ConvertAll(part => part.Groups["name"].Value));
        for (var index = 1; hasCommas && index < parts.Count; index++)
        {
            ShorthandRules.CheckContinuation(parts[index].Value, parts[index - 1].Value, parts[index].Groups["spec"].Value);
        }

        return ParseFields(parts.Select(part =>
            (part.Groups["name"].Value + part.Groups["optional"].Value, (object?)(part.Groups["spec"].Value is { Length: > 0 } spec ? spec : "string"))));
    }

    /// <summary>Returns the schema of a list whose elements are given by a value of the shorthand.</summary>
    internal static JsonObject ParseList(object? element) => new() { ["type"] = "array", ["items"] = ParseValue("value", element) };

    /// <summary>Parses the properties of an object or the entries of a dictionary.</summary>
    internal static JsonObject ParseFields(PSObject source) =>
        ParseFields(new PropertySelector(PropertyFilter.All).Select(source, isTopLevel: true).Select(field => (field.Key, field.Value)));

    private static JsonObject ParseFields(IEnumerable<(string Name, object? Value)> fields)
    {
        var (schemas, optional) = (new JsonObject(), new List<string>());
        foreach (var (names, value) in fields)
        {
            ShorthandRules.CheckKey(names);
            var (name, schema, isOptional) = ParseField(names, value);
            schemas[name] = schema;
            if (isOptional)
            {
                optional.Add(name);
            }
        }

        return schemas.Count == 0
            ? throw new FormatException("The schema has no fields.")
            : SimpleTypes.CreateObjectSchema(schemas, optional);
    }

    // A question mark after the name or after the type marks an optional field.
    private static (string Name, JsonObject Schema, bool IsOptional) ParseField(string name, object? value)
    {
        var isOptional = name.Length > 1 && name[name.Length - 1] == '?';
        name = isOptional ? name.Substring(0, name.Length - 1) : name;
        if (value is string spec)
        {
            var (schema, isMarked) = ParseSpec(name, spec);
            return (name, isMarked || !isOptional ? schema : TypeSchemaGenerator.MakeNullable(schema), isOptional || isMarked);
        }

        return (name, isOptional ? TypeSchemaGenerator.MakeNullable(ParseValue(name, value)) : ParseValue(name, value), isOptional);
    }

    private static JsonObject ParseValue(string name, object? value) => value switch
    {
        string spec => ParseSpec(name, spec).Schema,
        Type type => TypeSchemaGenerator.Generate(type),
        PSObject custom => ParseFields(custom),
        IDictionary fields => ParseFields(PSObject.AsPSObject(fields)),
        IList { Count: 1 } list => new JsonObject { ["type"] = "array", ["items"] = ParseValue(name, PSObjectReader.Unwrap(list[0])) },
        IList { Count: > 1 } list when list.Cast<object?>().All(element => PSObjectReader.Unwrap(element) is string) => CreateEnum(list.Cast<object>().Select(element => element.ToString()!)),
        IList list => throw new FormatException($"The value of the field '{name}' is a list of {list.Count} values. A list of one hashtable is a list of such objects: {name} = @(@{{ time = 'datetime'; host = 'string' }}). A list of strings contains the choices: {name} = 'low', 'high'."),
        _ => throw new FormatException($"The value of the field '{name}' is {(value is null ? "null" : $"of type {value.GetType().Name}")}. Specify a type such as 'string', 'int' or 'low|high', or a hashtable of fields."),
    };

    private static (JsonObject Schema, bool IsOptional) ParseSpec(string name, string spec)
    {
        NestedShorthand.CheckSpec(name, spec);
        var colon = spec.IndexOf(':');
        var (typeName, description) = colon < 0 ? (spec.Trim(), "") : (spec.Substring(0, colon).Trim(), spec.Substring(colon + 1).Trim());
        ShorthandRules.CheckSpec(name, typeName, description);
        if (colon < 0 && typeName.Contains(' ') && !typeName.Contains('|'))
        {
            (typeName, description) = ("string", typeName); // several words are a description
        }

        var isOptional = TrimSuffix(ref typeName, "?");
        var isList = TrimSuffix(ref typeName, "[]");
        var schema = ParseType(name, typeName);
        schema = isList ? new JsonObject { ["type"] = "array", ["items"] = schema } : schema;
        schema = isOptional ? TypeSchemaGenerator.MakeNullable(schema) : schema;
        if (description.Length > 0)
        {
            schema["description"] = description;
        }

        return (schema, isOptional);
    }

    private static JsonObject ParseType(string name, string typeName) =>
        typeName.Contains('|') ? CreateEnum(ShorthandRules.GetChoices(name, typeName))
        : SimpleTypes.GetSchema(typeName.Length == 0 ? "string" : typeName)
            ?? throw new FormatException($"The type '{typeName}' of the field '{name}' is unknown. Specify {SimpleTypes.KnownNames}, choices such as 'low|high', a list such as 'string[]', a list of objects such as @(@{{ name = 'string' }}), or a description such as 'string: one sentence'.");

    private static JsonObject CreateEnum(IEnumerable<string> choices) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]) };

    private static bool TrimSuffix(ref string text, string suffix)
    {
        var hasSuffix = text.EndsWith(suffix, StringComparison.Ordinal);
        text = hasSuffix ? text.Substring(0, text.Length - suffix.Length).TrimEnd() : text;
        return hasSuffix;
    }
}
