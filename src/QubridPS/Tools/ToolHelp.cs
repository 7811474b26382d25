using System.Collections;
using QubridPS.Common;

namespace QubridPS.Tools;

/// <summary>Represents the help of a command; empty if the command has none.</summary>
internal sealed class ToolHelp
{
    private const string GetHelpInModule = "param($module, $name) & $module { param($name) Get-Help -Name $name -Full } $name";

    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the synopsis, or null.</summary>
    internal string? Synopsis { get; private set; }

    /// <summary>Returns the description of a parameter, or null.</summary>
    internal string? GetParameterDescription(string name) => _parameters.TryGetValue(name, out var description) ? description : null;

    /// <summary>Reads the help of a command with Get-Help, in the given module or, if it is null, in the session.</summary>
    internal static ToolHelp Read(CommandInfo command, PSModuleInfo? module = null)
    {
        var help = new ToolHelp();
        try
        {
            using var engine = PowerShell.Create(RunspaceMode.CurrentRunspace);
            _ = module is null
                ? engine.AddCommand("Get-Help").AddParameter("Name", command.Name).AddParameter("Full")
                : engine.AddScript(GetHelpInModule, useLocalScope: true).AddArgument(module).AddArgument(command.Name);
            if (engine.Invoke() is [{ } helpObject, ..])
            {
                help.Parse(helpObject, command.Name);
            }
        }
        catch (RuntimeException)
        {
            // Help is optional.
        }

        return help;
    }

    private void Parse(PSObject helpObject, string commandName)
    {
        // If there is no help, PowerShell returns the syntax as the synopsis.
        var synopsis = PSObjectReader.GetString(helpObject, "Synopsis")?.Trim();
        Synopsis = string.IsNullOrEmpty(synopsis) || synopsis!.StartsWith(commandName, StringComparison.OrdinalIgnoreCase) ? null : synopsis;
        foreach (var parameter in Enumerate(GetProperty(GetProperty(helpObject, "parameters"), "parameter")))
        {
            var description = string.Join(" ", Enumerate(GetProperty(parameter, "description")).Select(part => PSObjectReader.GetString(part, "Text")?.Trim())).Trim();
            if (description.Length > 0 && PSObjectReader.GetString(parameter, "name") is { } name)
            {
                _parameters[name] = description;
            }
        }
    }

    private static object? GetProperty(object? source, string name) => source is null ? null : PSObject.AsPSObject(source).Properties[name]?.Value;

    private static IEnumerable<PSObject> Enumerate(object? values) => values switch
    {
        null => [],
        string or PSObject { BaseObject: string or PSCustomObject } => [PSObject.AsPSObject(values)],
        PSObject { BaseObject: IEnumerable inner } => inner.Cast<object>().Select(PSObject.AsPSObject),
        IEnumerable items => items.Cast<object>().Select(PSObject.AsPSObject),
        _ => [PSObject.AsPSObject(values)],
    };
}
