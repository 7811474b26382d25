using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;
using QubridPS.Common;
using QubridPS.Schemas;

namespace QubridPS.Deserialization;

/// <summary>Data of an answer, and unknown fields, as they were before they were serialised: lists are arrays, large numbers are numbers.</summary>
internal static class DeserializedData
{
    private const string LargeNumber = "Deserialized.System.Numerics.BigInteger";

    internal static object? Restore(object? value) => PSObjectReader.Unwrap(value) switch
    {
        PSObject deserialized when deserialized.TypeNames.Contains(LargeNumber) => BigInteger.Parse(deserialized.ToString(), CultureInfo.InvariantCulture),
        PSObject deserialized when deserialized.TypeNames.Contains(StructuredData.SerializedTypeName) =>
            StructuredData.Create(deserialized.Properties.Select(field => (field.Name, Restore(field.Value)))),
        IDictionary fields => RestoreOrdered(fields),
        IList elements => elements.Cast<object?>().Select(Restore).ToArray(),
        var other => other,
    };

    /// <summary>Unknown fields. Their order is lost on the way, and so it is one that does not change from process to process.</summary>
    internal static Dictionary<string, object?> RestoreFields(IDictionary fields)
    {
        var restored = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in fields.Keys.Cast<object>().Select(key => key.ToString()!).OrderBy(name => name, StringComparer.Ordinal))
        {
            restored[name] = RestorePlain(fields[name]);
        }

        return restored;
    }

    private static object? RestorePlain(object? value) => PSObjectReader.Unwrap(value) switch
    {
        IDictionary fields => RestoreFields(fields),
        IList elements => elements.Cast<object?>().Select(RestorePlain).ToArray(),
        var other => other,
    };

    private static OrderedDictionary RestoreOrdered(IDictionary fields)
    {
        var restored = new OrderedDictionary(StringComparer.Ordinal);
        var names = fields.Keys.Cast<object>().Select(key => key.ToString()!);
        foreach (var name in fields is IOrderedDictionary ? names : names.OrderBy(name => name, StringComparer.Ordinal))
        {
            restored[name] = Restore(fields[name]);
        }

        return restored;
    }
}
