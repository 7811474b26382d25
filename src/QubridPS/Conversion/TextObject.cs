using System.Collections.ObjectModel;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>
/// Converts the objects that stand for a text, such as the matches of Select-String and the records of merged streams (*>&amp;1), to the text
/// that the console shows.
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

    /// <summary>Returns the text of an object, or null if its properties are its content.</summary>
    internal static string? TryGetText(PSObject? item)
    {
        if (item is null || !IsCandidate(item.TypeNames))
        {
            return null;
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
