using System.Data;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Prepares what is piped, or given as -InputObject, before it is read as prompt, message or data.</summary>
internal static class InputItem
{
    private const string FormatTypes = "Microsoft.PowerShell.Commands.Internal.Format.";
    private const string DeserializedFormatTypes = "Deserialized." + FormatTypes;

    /// <summary>
    /// Returns the objects that an item stands for: the rows of a table, and of a collection that was given as an argument its elements, as if
    /// they had been piped. A collection that was piped as one object stays one.
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

    /// <summary>Refuses what Format-Table and the other Format- commands write, also after remoting: it is layout for a screen, and the data is lost in it.</summary>
    internal static void RequireData(PSObject? item)
    {
        var type = item?.BaseObject is PSCustomObject ? item.TypeNames.FirstOrDefault() : item?.BaseObject.GetType().FullName;
        if (type is not null && (type.StartsWith(FormatTypes, StringComparison.Ordinal) || type.StartsWith(DeserializedFormatTypes, StringComparison.Ordinal)))
        {
            throw InputErrors.FormattedInput(item);
        }
    }

    // A row of a view holds the view too, and through it all other rows.
    private static PSObject? ToItem(object? element) => PSObjectReader.Unwrap(element) switch
    {
        null => null,
        DataRowView row => PSObject.AsPSObject(row.Row),
        _ => PSObject.AsPSObject(element),
    };
}
