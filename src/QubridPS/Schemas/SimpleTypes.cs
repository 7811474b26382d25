using System.Text.Json.Nodes;

namespace QubridPS.Schemas;

/// <summary>Maps the type names of the schema shorthand and simple .NET types to JSON Schema.</summary>
internal static class SimpleTypes
{
    private static readonly Dictionary<string, Type> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = typeof(string),
        ["text"] = typeof(string),
        ["int"] = typeof(long),
        ["integer"] = typeof(long),
        ["long"] = typeof(long),
        ["number"] = typeof(double),
        ["double"] = typeof(double),
        ["float"] = typeof(double),
        ["decimal"] = typeof(double),
        ["bool"] = typeof(bool),
        ["boolean"] = typeof(bool),
        ["switch"] = typeof(bool),
        ["datetime"] = typeof(DateTime),
        ["guid"] = typeof(Guid),
        ["uuid"] = typeof(Guid),
        ["uri"] = typeof(Uri),
        ["url"] = typeof(Uri),
        ["object"] = typeof(PSObject),
    };

    /// <summary>Gets the type names of the shorthand for use in a sentence.</summary>
    internal static string KnownNames => string.Join(", ", s_types.Keys) + ", date";

    /// <summary>Returns the schema for a type name of the shorthand, or null if the name is unknown.</summary>
    internal static JsonObject? GetSchema(string typeName) =>
        string.Equals(typeName, "date", StringComparison.OrdinalIgnoreCase) ? CreateStringSchema("date")
        : s_types.TryGetValue(typeName, out var type) ? GetSchema(type) ?? new JsonObject { ["type"] = "object" }
        : null;

    /// <summary>Returns the schema of a type that is represented by a single JSON value, or null for other types.</summary>
    internal static JsonObject? GetSchema(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.String or TypeCode.Char => CreateStringSchema(null),
        TypeCode.Boolean => new JsonObject { ["type"] = "boolean" },
        TypeCode.DateTime => CreateStringSchema("date-time"),
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => new JsonObject { ["type"] = "number" },
        >= TypeCode.SByte and <= TypeCode.UInt64 => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(DateTimeOffset) => CreateStringSchema("date-time"),
        _ when type == typeof(System.Numerics.BigInteger) => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(SwitchParameter) => new JsonObject { ["type"] = "boolean" },
        _ when type == typeof(Guid) => CreateStringSchema("uuid"),
        _ when type == typeof(Uri) => CreateStringSchema("uri"),
        _ when type == typeof(TimeSpan) || type == typeof(Version) || type == typeof(System.Net.IPAddress) => CreateStringSchema(null),
        _ => null,
    };

    /// <summary>Creates the schema of an object; fields are required unless they are listed as optional.</summary>
    internal static JsonObject CreateObjectSchema(JsonObject fields, IEnumerable<string>? optional = null) => new()
    {
        ["type"] = "object",
        ["properties"] = fields,
        ["required"] = new JsonArray([.. fields.Select(field => field.Key).Except(optional ?? []).Select(name => (JsonNode)name)]),
        ["additionalProperties"] = false,
    };

    private static JsonObject CreateStringSchema(string? format) =>
        format is null ? new JsonObject { ["type"] = "string" } : new JsonObject { ["type"] = "string", ["format"] = format };
}
