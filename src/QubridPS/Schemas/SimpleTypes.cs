using System.Text.Json.Nodes;

namespace QubridPS.Schemas;

/// <summary>The plain types, by the word that a user writes and by .NET type.</summary>
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

    internal static string KnownNames => string.Join(", ", s_types.Keys) + ", date";

    /// <summary>The schema of a word, or null where it is none.</summary>
    internal static JsonObject? GetSchema(string typeName) =>
        string.Equals(typeName, "date", StringComparison.OrdinalIgnoreCase) ? CreateStringSchema("date")
        : s_types.TryGetValue(typeName, out var type) ? GetSchema(type) ?? new JsonObject { ["type"] = "object" }
        : null;

    /// <summary>The schema of a type that is one JSON value, or null where it has parts.</summary>
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
