using System.Collections;
using System.Text.Json;
using QubridPS.Schemas;

namespace QubridPS.Tools;

/// <summary>
/// The arguments that a model wrote, as values for the parameters that it was offered. They are bound by name and never become
/// script; what was not offered is refused.
/// </summary>
internal static class ToolArgumentBinder
{
    internal static Dictionary<string, object?> Bind(QubridTool tool, string arguments)
    {
        var bound = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in ParseFields(arguments))
        {
            if (!tool.AllowedParameters.TryGetValue(name, out var parameter))
            {
                throw new FormatException($"{tool.Name} has no parameter '{name}'. It has: {string.Join(", ", tool.AllowedParameters.Keys)}.");
            }

            if (value is not null)
            {
                bound[parameter.Name] = ToValue(value, parameter.ParameterType); // null is a parameter that was left out
            }
        }

        // Left to itself, the engine would ask whoever sits at the console.
        var missing = tool.AllowedParameters.Values.FirstOrDefault(parameter => ToolParameters.IsMandatory(tool.Command, parameter) && !bound.ContainsKey(parameter.Name));
        return missing is not null
            ? throw new FormatException($"{tool.Name} needs the parameter '{missing.Name}'.")
            : bound;
    }

    private static IEnumerable<(string Name, object? Value)> ParseFields(string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(arguments);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Select(field => (field.Name, JsonToPSObject.Read(field.Value)))]
                : throw new FormatException("The arguments are no JSON object.");
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException) // the latter: half of a surrogate pair
        {
            throw new FormatException($"The arguments are no JSON: {cause.Message}", cause);
        }
    }

    // The engine converts the rest as it binds: texts to dates, enums, versions and so on.
    private static object ToValue(object value, Type type) =>
        (value is PSObject or IDictionary or object?[]) && (TypeSchemaGenerator.IsComplexType(type) || TypeSchemaGenerator.GetElementType(type) is not null || typeof(IDictionary).IsAssignableFrom(type))
            ? TypedDataConverter.Convert(value, type)!
            : value;
}
