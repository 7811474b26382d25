using System.Collections;
using System.Text.Json;
using QubridPS.Schemas;

namespace QubridPS.Tools;

/// <summary>
/// Converts the arguments of a tool call to parameter values. Arguments are bound by name and never run as script; parameters that the
/// tool does not offer are rejected.
/// </summary>
internal static class ToolArgumentBinder
{
    /// <summary>Returns the parameter values by name.</summary>
    /// <exception cref="FormatException">The arguments are not valid; the message is for the model.</exception>
    internal static Dictionary<string, object?> Bind(QubridTool tool, string arguments)
    {
        var bound = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in ParseFields(arguments))
        {
            if (!tool.AllowedParameters.TryGetValue(name, out var parameter))
            {
                throw new FormatException($"{tool.Name} has no parameter '{name}'. Its parameters are: {string.Join(", ", tool.AllowedParameters.Keys)}.");
            }

            if (value is not null)
            {
                bound[parameter.Name] = ToValue(value, parameter.ParameterType); // null means that the parameter is not specified
            }
        }

        // Without this check PowerShell would prompt for missing mandatory parameters.
        var missing = tool.AllowedParameters.Values.FirstOrDefault(parameter => ToolParameters.IsMandatory(tool.Command, parameter) && !bound.ContainsKey(parameter.Name));
        return missing is not null
            ? throw new FormatException($"{tool.Name} requires the parameter '{missing.Name}'.")
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
                : throw new FormatException("The arguments are not a JSON object.");
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // A string with half a surrogate pair causes an InvalidOperationException.
            throw new FormatException($"The arguments are not valid JSON: {cause.Message}", cause);
        }
    }

    // Parameter binding converts other values, for example strings to dates, enumeration values and versions.
    private static object ToValue(object value, Type type) =>
        (value is PSObject or IDictionary or object?[]) && (TypeSchemaGenerator.IsComplexType(type) || TypeSchemaGenerator.GetElementType(type) is not null || typeof(IDictionary).IsAssignableFrom(type))
            ? TypedDataConverter.Convert(value, type)!
            : value;
}
