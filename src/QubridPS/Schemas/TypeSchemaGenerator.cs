using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;

namespace QubridPS.Schemas;

/// <summary>The JSON Schema of a type: its public properties that can be set, all of them required.</summary>
internal static class TypeSchemaGenerator
{
    // A class that holds its own kind has no end.
    private const int MaxDepth = 8;

    internal static JsonObject Generate(Type type) => Generate(type, 0);

    /// <summary>A class of one's own: it has properties, and no single JSON value stands for it.</summary>
    internal static bool IsComplexType(Type type) =>
        !type.IsPrimitive && !type.IsEnum && type != typeof(string) && type != typeof(PSObject) && type != typeof(object)
        && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true && !typeof(IEnumerable).IsAssignableFrom(type);

    /// <summary>What a list holds, or null where the type is none.</summary>
    internal static Type? GetElementType(Type type) =>
        type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type) ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var element] ? element
        : null;

    internal static IEnumerable<PropertyInfo> GetProperties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetSetMethod() is not null && property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(HiddenAttribute)));

    private static JsonObject Generate(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return MakeNullable(Generate(value, depth));
        }

        if (depth > MaxDepth)
        {
            throw new FormatException($"The type {type.FullName} goes deeper than {MaxDepth} levels, or holds its own kind without end.");
        }

        return GenerateSimple(type)
            ?? (GetElementType(type) is { } element ? new JsonObject { ["type"] = "array", ["items"] = Generate(element, depth + 1) }
            : IsComplexType(type) ? GenerateObject(type, depth)
            : type == typeof(object) || type == typeof(PSObject) || type.IsAssignableFrom(typeof(Hashtable)) ? new JsonObject { ["type"] = "object" }
            : throw new FormatException($"The type {type.FullName} has no form in JSON. Take a class with properties, a plain type, or a list of these."));
    }

    internal static JsonObject MakeNullable(JsonObject schema)
    {
        if (schema["type"] is JsonValue kind)
        {
            schema["type"] = new JsonArray(kind.GetValue<string>(), "null");
            (schema["enum"] as JsonArray)?.Add(null);
            return schema;
        }

        return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }

    private static JsonObject? GenerateSimple(Type type)
    {
        if (type.IsEnum)
        {
            return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)name)]) };
        }

        return SimpleTypes.GetSchema(type);
    }

    private static JsonObject GenerateObject(Type type, int depth)
    {
        var fields = new JsonObject();
        foreach (var property in GetProperties(type))
        {
            var schema = Generate(property.PropertyType, depth + 1);
            ValidationAttributeMapper.Apply(schema, property.GetCustomAttributes());
            fields[property.Name] = schema;
        }

        return fields.Count == 0
            ? throw new FormatException($"The type {type.FullName} has no public properties that can be set.")
            : SimpleTypes.CreateObjectSchema(fields);
    }
}
