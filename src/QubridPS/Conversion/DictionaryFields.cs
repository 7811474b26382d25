using System.Collections;
using QubridPS.Input;

namespace QubridPS.Conversion;

/// <summary>The entries of a dictionary as fields.</summary>
internal static class DictionaryFields
{
    private static readonly Comparer<KeyValuePair<string, object?>> s_byName =
        Comparer<KeyValuePair<string, object?>>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));

    internal static void Add(List<KeyValuePair<string, object?>> fields, IDictionary dictionary)
    {
        var areTexts = true;
        var entries = dictionary.GetEnumerator();
        while (entries.MoveNext())
        {
            areTexts &= entries.Key is string;
            fields.Add(new(NameOf(entries.Key), entries.Value));
        }

        if (!areTexts)
        {
            fields.Clear();
            fields.AddRange(Distinct(dictionary));
        }

        // A Hashtable's order changes from process to process; the same data must give the same text.
        if (dictionary is Hashtable)
        {
            fields.Sort(s_byName);
        }
    }

    private static string NameOf(object key) => ScalarText.Of(key) ?? ScalarText.OfNumber(key) ?? InvariantText.From(key) ?? "";

    // 1 and '1' are two keys, but one name: the text keeps it, and the number becomes "1 (Int32)".
    private static IEnumerable<KeyValuePair<string, object?>> Distinct(IDictionary dictionary)
    {
        var entries = new List<DictionaryEntry>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
        {
            entries.Add(entry);
        }

        var names = entries.ConvertAll(entry => NameOf(entry.Key));
        var taken = new HashSet<string>(dictionary.Keys.OfType<string>(), StringComparer.Ordinal);
        var others = Enumerable.Range(0, entries.Count)
            .Where(place => entries[place].Key is not string)
            .OrderBy(place => entries[place].Key.GetType().FullName, StringComparer.Ordinal);
        foreach (var place in others)
        {
            while (!taken.Add(names[place]))
            {
                names[place] += $" ({entries[place].Key.GetType().Name})";
            }
        }

        return names.Select((name, place) => new KeyValuePair<string, object?>(name, entries[place].Value));
    }
}
