using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;
using QubridPS.Input;
using QubridPS.Schemas;

namespace QubridPS.Rehydration;

/// <summary>Data of an answer, and unknown fields, as they were before they were serialised: lists are arrays, large numbers are numbers.</summary>
internal static class FormerData
{
    private const string LargeNumber = "Deserialized.System.Numerics.BigInteger";

    internal static object? Read(object? value) => PropertyValue.Unwrap(value) switch
    {
        PSObject bag when bag.TypeNames.Contains(LargeNumber) => BigInteger.Parse(bag.ToString(), CultureInfo.InvariantCulture),
        PSObject bag when bag.TypeNames.Contains(AnswerData.SerializedTypeName) =>
            AnswerData.Create(bag.Properties.Select(field => (field.Name, Read(field.Value)))),
        IDictionary fields => ReadOrdered(fields),
        IList elements => elements.Cast<object?>().Select(Read).ToArray(),
        var other => other,
    };

    /// <summary>Unknown fields. Their order is lost on the way, and so it is one that does not change from process to process.</summary>
    internal static Dictionary<string, object?> ReadFields(IDictionary fields)
    {
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in fields.Keys.Cast<object>().Select(key => key.ToString()!).OrderBy(name => name, StringComparer.Ordinal))
        {
            read[name] = ReadPlain(fields[name]);
        }

        return read;
    }

    private static object? ReadPlain(object? value) => PropertyValue.Unwrap(value) switch
    {
        IDictionary fields => ReadFields(fields),
        IList elements => elements.Cast<object?>().Select(ReadPlain).ToArray(),
        var other => other,
    };

    private static OrderedDictionary ReadOrdered(IDictionary fields)
    {
        var read = new OrderedDictionary(StringComparer.Ordinal);
        var names = fields.Keys.Cast<object>().Select(key => key.ToString()!);
        foreach (var name in fields is IOrderedDictionary ? names : names.OrderBy(name => name, StringComparer.Ordinal))
        {
            read[name] = Read(fields[name]);
        }

        return read;
    }
}
