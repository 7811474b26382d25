using System.Collections;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>
/// Finds the view that the console displays an object with: the first one for the most specific of its types. One reader is used per
/// command, so that the format data of each type is read once. Must be used on the pipeline thread.
/// </summary>
internal sealed class DisplayViewReader(CommandInvocationIntrinsics commands)
{
    private const string CommandName = "Microsoft.PowerShell.Utility\\Get-FormatData";

    // For an older version, Get-FormatData omits the views that this version cannot display.
    private static readonly Version s_formatVersion = new(7, 0);

    private readonly Dictionary<string, DisplayView?> _views = new(StringComparer.OrdinalIgnoreCase);
    private CmdletInfo? _command;

    /// <summary>Gets the renderer for the objects whose view has no columns.</summary>
    internal ConsoleRenderer Renderer { get; } = new(commands);

    /// <summary>Returns the view of an object, or null if its type has none with columns.</summary>
    internal DisplayView? Find(PSObject source)
    {
        var types = source.TypeNames;
        if (types.Count == 0 || types[0] == typeof(PSCustomObject).FullName)
        {
            return null; // custom objects without a type name of their own
        }

        if (!_views.TryGetValue(types[0], out var view))
        {
            view = _views[types[0]] = Find([.. types]);
        }

        return view;
    }

    private DisplayView? Find(string[] types)
    {
        // Views of Deserialized types are rare: the console uses those of the type that was serialized.
        var originalTypes = types.Where(type => type.StartsWith(PSObjectReader.DeserializedPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(type => type.Substring(PSObjectReader.DeserializedPrefix.Length));
        string[] candidates = [.. types, .. originalTypes];
        var definitions = ReadFormatData(candidates);
        var controls = candidates.Select(type => FindControls(definitions, type)).FirstOrDefault(found => found.Length > 0) ?? [];
        if (controls.Length == 0)
        {
            return null;
        }

        // A wide or custom view has no columns. The table that Format-Table shows is then the closest.
        return DisplayViewFactory.Create(controls[0])
            ?? controls.OfType<TableControl>().Select(DisplayViewFactory.Create).FirstOrDefault(view => view is not null);
    }

    private static PSControl[] FindControls(IEnumerable<ExtendedTypeDefinition> definitions, string type) =>
        [.. definitions.Where(definition => definition.TypeNames.Contains(type, StringComparer.OrdinalIgnoreCase))
            .SelectMany(definition => definition.FormatViewDefinition)
            .Select(view => view.Control)
            .Where(control => !control.OutOfBand)];

    private ExtendedTypeDefinition[] ReadFormatData(string[] types)
    {
        try
        {
            _command ??= commands.GetCommand(CommandName, CommandTypes.Cmdlet) as CmdletInfo;
            if (_command is null)
            {
                return []; // a restricted session
            }

            using var engine = PowerShell.Create(RunspaceMode.CurrentRunspace);
            var arguments = new Hashtable
            {
                ["TypeName"] = types.Select(EscapeWildcards).ToArray(),
                ["PowerShellVersion"] = s_formatVersion,
            };
            return [.. engine.AddCommandInvocation(_command, arguments).Invoke<ExtendedTypeDefinition>()];
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            return [];
        }
    }

    // The names of generic types contain brackets and a backtick. WildcardPattern.Escape of Windows PowerShell leaves the backtick.
    private static string EscapeWildcards(string type) =>
        string.Concat(type.Select(character => character is '*' or '?' or '[' or ']' or '`' ? $"`{character}" : character.ToString()));
}
