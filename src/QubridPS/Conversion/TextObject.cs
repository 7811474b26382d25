using System.Collections.ObjectModel;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>
/// Converts the objects that stand for a text, such as the matches of Select-String, the records of merged streams (*>&amp;1), and the pages
/// of Get-Help, to the text that the console shows.
/// </summary>
internal static class TextObject
{
    // The types, and what the console writes before their text.
    private static readonly (string Type, string Prefix)[] s_types =
    [
        ("Microsoft.PowerShell.Commands.MatchInfo", ""),
        (typeof(InformationRecord).FullName!, ""),
        (typeof(WarningRecord).FullName!, "WARNING: "),
        (typeof(VerboseRecord).FullName!, "VERBOSE: "),
        (typeof(DebugRecord).FullName!, "DEBUG: "),
    ];

    // The base type of all help pages. The console shows lists of topics, HelpInfoShort, as a table.
    private const string HelpType = "HelpInfo";

    /// <summary>Returns the text of an object, or null if its properties are its content.</summary>
    /// <param name="renderer">Renders the pages of Get-Help; null to treat them as objects.</param>
    internal static string? TryGetText(PSObject? item, ConsoleRenderer? renderer)
    {
        if (item is null)
        {
            return null;
        }

        if (!IsCandidate(item.TypeNames))
        {
            return item.BaseObject is PSCustomObject && item.TypeNames.Contains(HelpType) ? renderer?.Render(item) : null;
        }

        foreach (var (type, prefix) in s_types)
        {
            if (PSObjectReader.IsTypeOrDeserialized(item, type))
            {
                return prefix + PSObjectJsonWriter.ToStringOrTypeName(item);
            }
        }

        return null;
    }

    // Almost all objects are excluded by the end of their first type name.
    private static bool IsCandidate(Collection<string> names) =>
        names.Count > 0
        && (names[0].EndsWith("Record", StringComparison.Ordinal) || names[0].EndsWith("MatchInfo", StringComparison.Ordinal));
}
