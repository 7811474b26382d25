using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>What the module really has.</summary>
internal static class ModuleCommands
{
    private static readonly HashSet<string> s_common = [.. Cmdlet.CommonParameters];

    internal static List<CmdletInfo> In(Shell shell) =>
        [.. shell.Get("Get-Command -Module QubridPS").Select(command => (CmdletInfo)command.BaseObject).OrderBy(command => command.Name, StringComparer.Ordinal)];

    internal static IEnumerable<ParameterMetadata> OwnParameters(CmdletInfo command) => command.Parameters.Values.Where(parameter => !s_common.Contains(parameter.Name));

    internal static IEnumerable<CommandParameterInfo> OwnParameters(CommandParameterSetInfo set) => set.Parameters.Where(parameter => !s_common.Contains(parameter.Name));

    /// <summary>The values that are all there are.</summary>
    internal static IEnumerable<string> AcceptedValues(ParameterMetadata parameter) =>
        parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set ? set.ValidValues
        : parameter.ParameterType.IsEnum ? Enum.GetNames(parameter.ParameterType)
        : [];

    /// <summary>Of each parameter set: its name, the position, whether it is required, and what the pipeline binds.</summary>
    internal static IEnumerable<string> Sets(ParameterMetadata parameter) =>
        parameter.ParameterSets.Select(set => string.Join(
            ' ',
            set.Key == ParameterAttribute.AllParameterSets ? "(All)" : set.Key,
            Position(set.Value.Position),
            Yaml(set.Value.IsMandatory),
            Yaml(set.Value.ValueFromPipeline),
            Yaml(set.Value.ValueFromPipelineByPropertyName))).Order(StringComparer.Ordinal);

    internal static string Position(int position) => position < 0 ? "Named" : position.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Yaml(bool value) => value ? "true" : "false";
}
