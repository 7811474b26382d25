using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace QubridPS.Conversion;

/// <summary>
/// Recognizes by name the types of text, numbers and JSON that do not exist in every edition of PowerShell, or are defined in assemblies
/// that the module does not reference.
/// </summary>
internal static class TextTypes
{
    private static readonly HashSet<string> s_textTypes = new(StringComparer.Ordinal)
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

    private static readonly HashSet<string> s_numberTypes = new(StringComparer.Ordinal)
    {
        "System.Half",
        "System.Int128",
        "System.UInt128",
    };

    // Maps each type to the method that returns its JSON.
    private static readonly Dictionary<string, string> s_jsonMethodNames = new(StringComparer.Ordinal)
    {
        ["System.Text.Json.JsonElement"] = nameof(JsonElement.GetRawText),
        ["System.Text.Json.Nodes.JsonNode"] = nameof(ToString),
        ["Newtonsoft.Json.Linq.JContainer"] = nameof(ToString),
    };

    private static readonly ConcurrentDictionary<Type, bool> s_isText = new();
    private static readonly ConcurrentDictionary<Type, MethodInfo?> s_jsonMethods = new();

    /// <summary>Returns whether values of the type are represented by their text.</summary>
    internal static bool IsText(Type type) => s_isText.GetOrAdd(type, known => GetTypeNames(known).Any(s_textTypes.Contains));

    /// <summary>Returns whether the type represents JSON in a library such as Newtonsoft.Json.</summary>
    internal static bool IsJson(Type type) => s_jsonMethods.GetOrAdd(type, FindJsonMethod) is not null;

    /// <summary>Returns the JSON that a value represents, or null if it does not represent JSON.</summary>
    internal static JsonDocument? ParseJson(object value)
    {
        try
        {
            return s_jsonMethods.GetOrAdd(value.GetType(), FindJsonMethod)?.Invoke(value, null) is string json ? JsonDocument.Parse(json) : null;
        }
        catch (Exception error) when (error is JsonException or TargetInvocationException)
        {
            return null; // for example a default JsonElement
        }
    }

    /// <summary>Returns whether the type is a number type that .NET Standard 2.0 does not have.</summary>
    internal static bool IsNumber(Type type) => type.IsValueType && type.Namespace == "System" && s_numberTypes.Contains(type.FullName!);

    private static MethodInfo? FindJsonMethod(Type type) =>
        GetTypeNames(type).FirstOrDefault(s_jsonMethodNames.ContainsKey) is { } name ? type.GetMethod(s_jsonMethodNames[name], Type.EmptyTypes) : null;

    // Returns the names of the type and its base types.
    private static IEnumerable<string> GetTypeNames(Type type)
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
