using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;

namespace QubridPS.Schemas;

/// <summary>Generates the JSON Schema of a .NET type or PowerShell class from its public settable properties, all of which are required.</summary>
internal static class TypeSchemaGenerator
{
    // Limits recursive types.
    private const int MaxDepth = 8;

    /// <summary>Generates the schema of a type.</summary>
    /// <exception cref="FormatException">The type cannot be represented in JSON, or is nested too deep.</exception>
    internal static JsonObject Generate(Type type) => Generate(type, 0);

    /// <summary>Returns whether a type is a class with properties, which is represented by a JSON object.</summary>
    internal static bool IsComplexType(Type type) =>
        !type.IsPrimitive && !type.IsEnum && type != typeof(string) && type != typeof(PSObject) && type != typeof(object)
        && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true && !typeof(IEnumerable).IsAssignableFrom(type);

    /// <summary>Returns the element type of a list type, or null if the type is not a list.</summary>
    internal static Type? GetElementType(Type type) =>
        type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type) ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var element] ? element
        : null;

    /// <summary>Returns the public settable properties of a type.</summary>
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
            throw new FormatException($"The type {type.FullName} is recursive or nested deeper than {MaxDepth} levels.");
        }

        return GenerateSimple(type)
            ?? (GetElementType(type) is { } element ? new JsonObject { ["type"] = "array", ["items"] = Generate(element, depth + 1) }
            : IsComplexType(type) ? GenerateObject(type, depth)
            : type == typeof(object) || type == typeof(PSObject) || type.IsAssignableFrom(typeof(Hashtable)) ? new JsonObject { ["type"] = "object" }
            : throw new FormatException($"The type {type.FullName} cannot be represented in JSON. Use a class with properties, a simple type, or a list of these."));
    }

    /// <summary>Changes a schema so that null is valid too, and returns it.</summary>
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
            ? throw new FormatException($"The type {type.FullName} has no public settable properties.")
            : SimpleTypes.CreateObjectSchema(fields);
    }
}
