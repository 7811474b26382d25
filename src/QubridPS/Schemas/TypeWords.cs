using System.Text.Json.Nodes;

namespace QubridPS.Schemas;

/// <summary>The plain types, by the word that a user writes and by .NET type.</summary>
internal static class TypeWords
{
    private static readonly Dictionary<string, Type> s_words = new(StringComparer.OrdinalIgnoreCase)
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

    internal static string Known => string.Join(", ", s_words.Keys) + ", date";

    /// <summary>The schema of a word, or null where it is none.</summary>
    internal static JsonObject? Of(string word) =>
        string.Equals(word, "date", StringComparison.OrdinalIgnoreCase) ? Text("date")
        : s_words.TryGetValue(word, out var type) ? Of(type) ?? new JsonObject { ["type"] = "object" }
        : null;

    /// <summary>The schema of a type that is one JSON value, or null where it has parts.</summary>
    internal static JsonObject? Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.String or TypeCode.Char => Text(null),
        TypeCode.Boolean => new JsonObject { ["type"] = "boolean" },
        TypeCode.DateTime => Text("date-time"),
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => new JsonObject { ["type"] = "number" },
        >= TypeCode.SByte and <= TypeCode.UInt64 => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(DateTimeOffset) => Text("date-time"),
        _ when type == typeof(System.Numerics.BigInteger) => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(SwitchParameter) => new JsonObject { ["type"] = "boolean" },
        _ when type == typeof(Guid) => Text("uuid"),
        _ when type == typeof(Uri) => Text("uri"),
        _ when type == typeof(TimeSpan) || type == typeof(Version) || type == typeof(System.Net.IPAddress) => Text(null),
        _ => null,
    };

    internal static JsonObject ObjectOf(JsonObject fields, IEnumerable<string>? optional = null) => new()
    {
        ["type"] = "object",
        ["properties"] = fields,
        ["required"] = new JsonArray([.. fields.Select(field => field.Key).Except(optional ?? []).Select(name => (JsonNode)name)]),
        ["additionalProperties"] = false,
    };

    private static JsonObject Text(string? format) =>
        format is null ? new JsonObject { ["type"] = "string" } : new JsonObject { ["type"] = "string", ["format"] = format };
}
