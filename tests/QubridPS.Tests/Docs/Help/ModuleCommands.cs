using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Reads the commands of the imported module.</summary>
internal static class ModuleCommands
{
    private static readonly HashSet<string> s_common = [.. Cmdlet.CommonParameters];

    internal static List<CmdletInfo> GetAll(Shell shell) =>
        [.. shell.Get("Get-Command -Module QubridPS").Select(command => (CmdletInfo)command.BaseObject).OrderBy(command => command.Name, StringComparer.Ordinal)];

    internal static IEnumerable<ParameterMetadata> GetOwnParameters(CmdletInfo command) => command.Parameters.Values.Where(parameter => !s_common.Contains(parameter.Name));

    internal static IEnumerable<CommandParameterInfo> GetOwnParameters(CommandParameterSetInfo set) => set.Parameters.Where(parameter => !s_common.Contains(parameter.Name));

    /// <summary>Returns the valid values of a parameter.</summary>
    internal static IEnumerable<string> GetAcceptedValues(ParameterMetadata parameter) =>
        parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set ? set.ValidValues
        : parameter.ParameterType.IsEnum ? Enum.GetNames(parameter.ParameterType)
        : [];

    /// <summary>Returns for each parameter set its name, the position, whether the parameter is required, and the pipeline binding.</summary>
    internal static IEnumerable<string> GetParameterSets(ParameterMetadata parameter) =>
        parameter.ParameterSets.Select(set => string.Join(
            ' ',
            set.Key == ParameterAttribute.AllParameterSets ? "(All)" : set.Key,
            FormatPosition(set.Value.Position),
            FormatBoolean(set.Value.IsMandatory),
            FormatBoolean(set.Value.ValueFromPipeline),
            FormatBoolean(set.Value.ValueFromPipelineByPropertyName))).Order(StringComparer.Ordinal);

    internal static string FormatPosition(int position) => position < 0 ? "Named" : position.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string FormatBoolean(bool value) => value ? "true" : "false";
}
