using System.Collections.ObjectModel;
using System.Security;
using System.Text.Json.Nodes;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Schemas;

namespace QubridPS.Tools;

/// <summary>Selects the parameters of a command that are offered to the model, and describes them as JSON Schema.</summary>
internal static class ToolParameters
{
    private static readonly HashSet<string> s_commonNames = new(
        Cmdlet.CommonParameters.Concat(Cmdlet.OptionalCommonParameters), StringComparer.OrdinalIgnoreCase);

    // A model must not supply secrets or code.
    private static readonly Type[] s_excludedTypes = [typeof(ScriptBlock), typeof(ScriptBlock[]), typeof(SecureString), typeof(PSCredential)];

    /// <summary>Returns the parameters with the given names or wildcards, or, if <paramref name="names"/> is null, those of the default parameter set.</summary>
    internal static Dictionary<string, ParameterMetadata> Select(CommandInfo command, string[]? names)
    {
        // With -Force or -Confirm:$false, the model could skip the confirmation that the command requests.
        var candidates = command.Parameters.Values
            .Where(parameter => !(s_commonNames.Contains(parameter.Name) || IsForce(parameter)) || names?.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase) == true).ToList();
        var patterns = names?.Select(name => Wildcards.Create(name, "Parameter")).ToList();
        foreach (var pattern in patterns ?? [])
        {
            if (!candidates.Exists(parameter => pattern.IsMatch(parameter.Name)))
            {
                throw ToolErrors.ParameterNotFound(command.Name, names![patterns!.IndexOf(pattern)]);
            }
        }

        var set = GetDefaultSet(command);
        var selected = candidates.Where(parameter => patterns is not null
            ? patterns.Exists(pattern => pattern.IsMatch(parameter.Name))
            : set is null || parameter.ParameterSets.ContainsKey(ParameterAttribute.AllParameterSets) || parameter.ParameterSets.ContainsKey(set));
        var allowedParameters = selected.Where(parameter => !s_excludedTypes.Contains(parameter.ParameterType))
            .ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        return command.Parameters.Values.FirstOrDefault(parameter => IsMandatory(command, parameter) && !allowedParameters.ContainsKey(parameter.Name)) is { } missing
            ? throw ToolErrors.MandatoryParameterNotOffered(command.Name, missing.Name)
            : allowedParameters;
    }

    private static bool IsForce(ParameterMetadata parameter) => parameter.Aliases.Append(parameter.Name).Contains("Force", StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether a parameter is mandatory in the default parameter set.</summary>
    internal static bool IsMandatory(CommandInfo command, ParameterMetadata parameter)
    {
        var sets = parameter.ParameterSets;
        return (sets.TryGetValue(ParameterAttribute.AllParameterSets, out var allSets) && allSets.IsMandatory)
            || (GetDefaultSet(command) is { } name && sets.TryGetValue(name, out var setParameter) && setParameter.IsMandatory);
    }

    /// <summary>Returns the JSON Schema of a parameter, with its HelpMessage or the description in the help.</summary>
    internal static JsonObject ToSchema(ParameterMetadata parameter, ToolHelp help)
    {
        var schema = SchemaForType(parameter.ParameterType);
        ValidationAttributeMapper.Apply(schema, parameter.Attributes);
        var description = parameter.Attributes.OfType<ParameterAttribute>().Select(attribute => attribute.HelpMessage).FirstOrDefault(text => !string.IsNullOrEmpty(text))
            ?? help.GetParameterDescription(parameter.Name);
        if (description is not null)
        {
            schema["description"] = description;
        }

        return schema;
    }

    // PowerShell can convert strings to many types that have no representation in JSON.
    private static JsonObject SchemaForType(Type type)
    {
        try
        {
            return type == typeof(object) || type == typeof(PSObject) ? [] : TypeSchemaGenerator.Generate(type);
        }
        catch (FormatException)
        {
            return new JsonObject { ["type"] = "string" };
        }
    }

    private static string? GetDefaultSet(CommandInfo command) =>
        command.ParameterSets is ReadOnlyCollection<CommandParameterSetInfo> { Count: > 0 } sets
            ? (sets.FirstOrDefault(set => set.IsDefault) ?? sets[0]).Name
            : null;
}
