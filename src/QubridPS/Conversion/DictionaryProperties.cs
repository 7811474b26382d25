using System.Collections;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>Converts the entries of a dictionary to fields.</summary>
internal static class DictionaryProperties
{
    private static readonly Comparer<KeyValuePair<string, object?>> s_byName =
        Comparer<KeyValuePair<string, object?>>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key));

    /// <summary>Adds the entries in their order; those of a Hashtable sorted by name.</summary>
    internal static void AddTo(List<KeyValuePair<string, object?>> fields, IDictionary dictionary)
    {
        var keysAreStrings = true;
        var entries = dictionary.GetEnumerator();
        while (entries.MoveNext())
        {
            keysAreStrings &= entries.Key is string;
            fields.Add(new(NameOf(entries.Key), entries.Value));
        }

        if (!keysAreStrings)
        {
            fields.Clear();
            fields.AddRange(Distinct(dictionary));
        }

        // The order of a Hashtable changes from process to process, but equal data must result in equal text.
        if (dictionary is Hashtable)
        {
            fields.Sort(s_byName);
        }
    }

    private static string NameOf(object key) => ScalarFormatter.TryFormat(key) ?? ScalarFormatter.TryFormatNumber(key) ?? InvariantText.From(key) ?? "";

    // The keys 1 and '1' would have the same name: the string keeps it, and the number is named "1 (Int32)".
    private static IEnumerable<KeyValuePair<string, object?>> Distinct(IDictionary dictionary)
    {
        var entries = new List<DictionaryEntry>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
        {
            entries.Add(entry);
        }

        var names = entries.ConvertAll(entry => NameOf(entry.Key));
        var usedNames = new HashSet<string>(dictionary.Keys.OfType<string>(), StringComparer.Ordinal);
        var otherEntries = Enumerable.Range(0, entries.Count)
            .Where(index => entries[index].Key is not string)
            .OrderBy(index => entries[index].Key.GetType().FullName, StringComparer.Ordinal);
        foreach (var index in otherEntries)
        {
            while (!usedNames.Add(names[index]))
            {
                names[index] += $" ({entries[index].Key.GetType().Name})";
            }
        }

        return names.Select((name, index) => new KeyValuePair<string, object?>(name, entries[index].Value));
    }
}
