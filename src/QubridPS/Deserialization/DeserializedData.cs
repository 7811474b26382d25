using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;
using QubridPS.Common;
using QubridPS.Schemas;

namespace QubridPS.Deserialization;

/// <summary>Restores the data and the additional fields of a completion after deserialization, for example lists as arrays and large integers as numbers.</summary>
internal static class DeserializedData
{
    private const string BigIntegerTypeName = PSObjectReader.DeserializedPrefix + "System.Numerics.BigInteger";

    /// <summary>Returns the value as it was before serialization.</summary>
    internal static object? Restore(object? value) => PSObjectReader.Unwrap(value) switch
    {
        PSObject deserialized when deserialized.TypeNames.Contains(BigIntegerTypeName) => BigInteger.Parse(deserialized.ToString(), CultureInfo.InvariantCulture),
        PSObject deserialized when deserialized.TypeNames.Contains(StructuredData.DeserializedTypeName) =>
            StructuredData.Create(deserialized.Properties.Select(field => (field.Name, Restore(field.Value)))),
        IDictionary fields => RestoreOrdered(fields),
        IList elements => elements.Cast<object?>().Select(Restore).ToArray(),
        var other => other,
    };

    /// <summary>Returns additional fields as they were before serialization. CliXml does not preserve their order, so they are sorted by name.</summary>
    internal static Dictionary<string, object?> RestoreFields(IDictionary fields)
    {
        var restored = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in fields.Keys.Cast<object>().Select(key => key.ToString()!).OrderBy(name => name, StringComparer.Ordinal))
        {
            restored[name] = RestorePlain(fields[name]);
        }

        return restored;
    }

    /// <summary>Returns counts by name as they were before serialization.</summary>
    internal static Dictionary<string, int> RestoreCounts(IDictionary counts) => counts.Keys.Cast<object>().ToDictionary(
        name => name.ToString()!, name => LanguagePrimitives.ConvertTo<int>(counts[name]), StringComparer.Ordinal);

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
