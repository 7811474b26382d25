using System.Collections;
using System.Collections.Specialized;

namespace QubridPS.Conversion;

/// <summary>Gets the columns of an object for CSV and lists.</summary>
internal static class RowFields
{
    /// <summary>Returns the selected properties, or a single field "Value" for scalars and collections.</summary>
    internal static List<KeyValuePair<string, object?>> Get(PSObject? item, PropertySelector selector)
    {
        if (item is null)
        {
            return [];
        }

        var unwrapped = item.BaseObject;
        if (selector.UsesProperties(unwrapped))
        {
            return selector.Select(item, isTopLevel: true);
        }

        var isValue = unwrapped is bool || ScalarFormatter.TryFormat(unwrapped) is not null || ScalarFormatter.TryFormatNumber(unwrapped) is not null
            || unwrapped is IEnumerable and not (IDictionary or NameValueCollection) || TextTypes.IsJson(unwrapped.GetType());
        return isValue ? [new("Value", item)] : selector.Select(item, isTopLevel: true);
    }
}
