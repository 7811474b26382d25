using System.Collections;
using QubridPS.Common;

namespace QubridPS.Tools;

/// <summary>What a command's help says, as far as it has any.</summary>
internal sealed class ToolHelp
{
    private const string GetHelpInModule = "param($module, $name) & $module { param($name) Get-Help -Name $name -Full } $name";

    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>One line on what the command is for.</summary>
    internal string? Synopsis { get; private set; }

    internal string? GetParameterDescription(string name) => _parameters.TryGetValue(name, out var description) ? description : null;

    /// <summary>Reads it: in the session, or within the module that alone knows the command.</summary>
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
            // A command without help is a tool all the same.
        }

        return help;
    }

    private void Parse(PSObject helpObject, string commandName)
    {
        // Where there is no help, the engine puts the syntax there.
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
