using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace QubridPS.Conversion;

/// <summary>
/// The types, by name, whose values are one text or one number, and that do not exist in every edition of PowerShell or come from
/// assemblies that the module does not reference.
/// </summary>
internal static class TextTypes
{
    private static readonly HashSet<string> s_texts = new(StringComparer.Ordinal)
    {
        "System.Index",
        "System.Range",
        "System.Text.Rune",
        "System.Net.IPNetwork",
        "System.Management.Automation.SemanticVersion",
        "System.Security.Principal.IdentityReference",
        "System.Net.Http.Headers.MediaTypeHeaderValue",
        "System.Net.Mime.ContentType",
    };

    private static readonly HashSet<string> s_numbers = new(StringComparer.Ordinal)
    {
        "System.Half",
        "System.Int128",
        "System.UInt128",
    };

    // The method of each type that returns the JSON.
    private static readonly Dictionary<string, string> s_json = new(StringComparer.Ordinal)
    {
        ["System.Text.Json.JsonElement"] = nameof(JsonElement.GetRawText),
        ["System.Text.Json.Nodes.JsonNode"] = nameof(ToString),
        ["Newtonsoft.Json.Linq.JContainer"] = nameof(ToString),
    };

    private static readonly ConcurrentDictionary<Type, bool> s_isText = new();
    private static readonly ConcurrentDictionary<Type, MethodInfo?> s_jsonMethods = new();

    /// <summary>Returns whether the text of a value says all that is useful.</summary>
    internal static bool IsText(Type type) => s_isText.GetOrAdd(type, known => Names(known).Any(s_texts.Contains));

    /// <summary>Returns whether a value is JSON of a library that the session has loaded.</summary>
    internal static bool IsJson(Type type) => s_jsonMethods.GetOrAdd(type, FindJsonMethod) is not null;

    /// <summary>Parses the JSON of a value, or returns null where the value is none.</summary>
    internal static JsonDocument? ParseJson(object value)
    {
        try
        {
            return s_jsonMethods.GetOrAdd(value.GetType(), FindJsonMethod)?.Invoke(value, null) is string json ? JsonDocument.Parse(json) : null;
        }
        catch (Exception error) when (error is JsonException or TargetInvocationException)
        {
            return null; // a default element, or text that is no JSON on its own
        }
    }

    /// <summary>Returns whether a value is a number of a type that .NET Standard 2.0 does not have.</summary>
    internal static bool IsNumber(Type type) => type.IsValueType && type.Namespace == "System" && s_numbers.Contains(type.FullName!);

    private static MethodInfo? FindJsonMethod(Type type) =>
        Names(type).FirstOrDefault(s_json.ContainsKey) is { } name ? type.GetMethod(s_json[name], Type.EmptyTypes) : null;

    // The type and its base types.
    private static IEnumerable<string> Names(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.FullName is { } name)
            {
                yield return name;
            }
        }
    }
}
