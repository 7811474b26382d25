using System.Collections;
using System.Collections.Specialized;

namespace QubridPS.Conversion;

/// <summary>The columns of one object; what has no properties of interest is one value.</summary>
internal static class Fields
{
    internal static List<KeyValuePair<string, object?>> Of(PSObject? item, PropertySelector selector)
    {
        if (item is null)
        {
            return [];
        }

        var plain = item.BaseObject;
        var isValue = plain is bool || ScalarText.Of(plain) is not null || ScalarText.OfNumber(plain) is not null
            || plain is IEnumerable and not (IDictionary or NameValueCollection) || TextTypes.IsJson(plain.GetType());
        return isValue ? [new("Value", item)] : selector.Select(item, isTop: true);
    }
}
