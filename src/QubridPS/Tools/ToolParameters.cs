using System.Collections.ObjectModel;
using System.Security;
using System.Text.Json.Nodes;
using QubridPS.Errors;
using QubridPS.Input;
using QubridPS.Schemas;

namespace QubridPS.Tools;

/// <summary>Which parameters of a command a model is offered, and what it is told of them.</summary>
internal static class ToolParameters
{
    private static readonly HashSet<string> s_common = new(
        Cmdlet.CommonParameters.Concat(Cmdlet.OptionalCommonParameters), StringComparer.OrdinalIgnoreCase);

    // A secret and code are nothing that a model may give.
    private static readonly Type[] s_neverOffered = [typeof(ScriptBlock), typeof(ScriptBlock[]), typeof(SecureString), typeof(PSCredential)];

    /// <summary>Those that were named, else those of the default parameter set.</summary>
    internal static Dictionary<string, ParameterMetadata> Choose(CommandInfo command, string[]? names)
    {
        var possible = command.Parameters.Values.Where(parameter => !s_common.Contains(parameter.Name)).ToList();
        var patterns = names?.Select(NamePattern.Of).ToList();
        foreach (var pattern in patterns ?? [])
        {
            if (!possible.Exists(parameter => pattern.IsMatch(parameter.Name)))
            {
                throw InputErrors.NoSuchParameter(command.Name, names![patterns!.IndexOf(pattern)]);
            }
        }

        var set = DefaultSet(command);
        var chosen = possible.Where(parameter => patterns is not null
            ? patterns.Exists(pattern => pattern.IsMatch(parameter.Name))
            : set is null || parameter.ParameterSets.ContainsKey(ParameterAttribute.AllParameterSets) || parameter.ParameterSets.ContainsKey(set));
        var offered = chosen.Where(parameter => !s_neverOffered.Contains(parameter.ParameterType))
            .ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        return possible.Find(parameter => IsMandatory(command, parameter) && !offered.ContainsKey(parameter.Name)) is { } missing
            ? throw InputErrors.UnofferableParameter(command.Name, missing.Name)
            : offered;
    }

    internal static bool IsMandatory(CommandInfo command, ParameterMetadata parameter)
    {
        var sets = parameter.ParameterSets;
        return (sets.TryGetValue(ParameterAttribute.AllParameterSets, out var all) && all.IsMandatory)
            || (DefaultSet(command) is { } name && sets.TryGetValue(name, out var own) && own.IsMandatory);
    }

    internal static JsonObject Describe(ParameterMetadata parameter, ToolHelp help)
    {
        var schema = OfType(parameter.ParameterType);
        SchemaLimits.Apply(schema, parameter.Attributes);
        var words = parameter.Attributes.OfType<ParameterAttribute>().Select(attribute => attribute.HelpMessage).FirstOrDefault(text => !string.IsNullOrEmpty(text))
            ?? help.OfParameter(parameter.Name);
        if (words is not null)
        {
            schema["description"] = words;
        }

        return schema;
    }

    // What has no form in JSON the engine can often make of a text.
    private static JsonObject OfType(Type type)
    {
        try
        {
            return type == typeof(object) || type == typeof(PSObject) ? [] : TypeSchema.Of(type);
        }
        catch (FormatException)
        {
            return new JsonObject { ["type"] = "string" };
        }
    }

    private static string? DefaultSet(CommandInfo command) =>
        command.ParameterSets is ReadOnlyCollection<CommandParameterSetInfo> { Count: > 0 } sets
            ? (sets.FirstOrDefault(set => set.IsDefault) ?? sets[0]).Name
            : null;
}
