using System.Data;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Prepares piped objects and -InputObject, before they are read as prompt, message or data.</summary>
internal static class InputItem
{
    private const string FormatTypes = "Microsoft.PowerShell.Commands.Internal.Format.";
    private const string DeserializedFormatTypes = PSObjectReader.DeserializedPrefix + FormatTypes;

    /// <summary>
    /// Returns the objects of an item: the rows of a table, or the elements of a collection that was passed as an argument, as if they had been
    /// piped. A collection that was piped as one object is one object.
    /// </summary>
    internal static IEnumerable<PSObject?> Expand(PSObject? item, bool isArgument)
    {
        var elements = item?.BaseObject switch
        {
            DataTable table => table.Rows,
            DataView view => view,
            _ when isArgument => LanguagePrimitives.GetEnumerable(item),
            _ => null,
        };
        return (elements?.Cast<object?>() ?? [item]).Select(ToItem);
    }

    internal static bool IsNull(PSObject? item) => item is null || item.BaseObject is DBNull;

    /// <summary>Throws if the item is output of Format-Table or another Format- command, also after remoting. It describes a screen layout and contains no data.</summary>
    internal static void RequireData(PSObject? item)
    {
        var type = item?.BaseObject is PSCustomObject ? item.TypeNames.FirstOrDefault() : item?.BaseObject.GetType().FullName;
        if (type is not null && (type.StartsWith(FormatTypes, StringComparison.Ordinal) || type.StartsWith(DeserializedFormatTypes, StringComparison.Ordinal)))
        {
            throw DataErrors.FormattedInput(item);
        }
    }

    // A DataRowView refers to its view, and so to all other rows; the DataRow contains only its own values.
    private static PSObject? ToItem(object? element) => PSObjectReader.Unwrap(element) switch
    {
        null => null,
        DataRowView row => PSObject.AsPSObject(row.Row),
        _ => PSObject.AsPSObject(element),
    };
}
