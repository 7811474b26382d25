using System.Collections;
using QubridPS.Input;

namespace QubridPS.Tools;

/// <summary>What a command's help says, as far as it has any.</summary>
internal sealed class ToolHelp
{
    private const string WithinModule = "param($module, $name) & $module { param($name) Get-Help -Name $name -Full } $name";

    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>One line on what the command is for.</summary>
    internal string? Synopsis { get; private set; }

    internal string? OfParameter(string name) => _parameters.TryGetValue(name, out var words) ? words : null;

    /// <summary>Reads it: in the session, or within the module that alone knows the command.</summary>
    internal static ToolHelp Read(CommandInfo command, PSModuleInfo? module = null)
    {
        var help = new ToolHelp();
        try
        {
            using var engine = PowerShell.Create(RunspaceMode.CurrentRunspace);
            _ = module is null
                ? engine.AddCommand("Get-Help").AddParameter("Name", command.Name).AddParameter("Full")
                : engine.AddScript(WithinModule, useLocalScope: true).AddArgument(module).AddArgument(command.Name);
            if (engine.Invoke() is [{ } found, ..])
            {
                help.Take(found, command.Name);
            }
        }
        catch (RuntimeException)
        {
            // A command without help is a tool all the same.
        }

        return help;
    }

    private void Take(PSObject found, string commandName)
    {
        // Where there is no help, the engine puts the syntax there.
        var synopsis = PropertyValue.TextOf(found, "Synopsis")?.Trim();
        Synopsis = string.IsNullOrEmpty(synopsis) || synopsis!.StartsWith(commandName, StringComparison.OrdinalIgnoreCase) ? null : synopsis;
        foreach (var parameter in Each(Get(Get(found, "parameters"), "parameter")))
        {
            var words = string.Join(" ", Each(Get(parameter, "description")).Select(part => PropertyValue.TextOf(part, "Text")?.Trim())).Trim();
            if (words.Length > 0 && PropertyValue.TextOf(parameter, "name") is { } name)
            {
                _parameters[name] = words;
            }
        }
    }

    private static object? Get(object? source, string name) => source is null ? null : PSObject.AsPSObject(source).Properties[name]?.Value;

    private static IEnumerable<PSObject> Each(object? values) => values switch
    {
        null => [],
        string or PSObject { BaseObject: string or PSCustomObject } => [PSObject.AsPSObject(values)],
        PSObject { BaseObject: IEnumerable inner } => inner.Cast<object>().Select(PSObject.AsPSObject),
        IEnumerable many => many.Cast<object>().Select(PSObject.AsPSObject),
        _ => [PSObject.AsPSObject(values)],
    };
}
