using System.Text;

namespace Qubrid.Client.Redaction;

/// <summary>Writes placeholders instead of values.</summary>
internal static class ValueReplacer
{
    /// <summary>
    /// Returns the text with placeholders instead of the values that were found in it, and of known values. Returns the same instance if
    /// there are none.
    /// </summary>
    internal static string Replace(string text, IReadOnlyList<FoundValue> found, PlaceholderMap placeholders, KnownValueMatcher knownValues)
    {
        var values = new FoundValueList();
        values.Add(text, found, canSplit: false);
        values.Add(text, Placeholder.FindAll(text).Select(existing => new FoundValue(existing.Start, existing.Text.Length, "", false)), canSplit: false);
        var known = new Dictionary<(int Start, int Length), string>();
        foreach (var (start, length, placeholder) in knownValues.Find(text))
        {
            known[(start, length)] = placeholder;
        }

        values.Add(text, known.Keys.Select(key => new FoundValue(key.Start, key.Length, "", true)), canSplit: false);
        StringBuilder? output = null;
        var end = 0;
        foreach (var value in values.Values)
        {
            var placeholder = value.Name.Length > 0 ? placeholders.GetOrAdd(value.Name, text.Substring(value.Start, value.Length))
                : known.TryGetValue((value.Start, value.Length), out var assigned) && value.IsContextual ? assigned : null;
            if (placeholder is not null)
            {
                output ??= new StringBuilder(text.Length);
                output.Append(text, end, value.Start - end).Append(placeholder);
                end = value.End;
            }
        }

        return output is null ? text : output.Append(text, end, text.Length - end).ToString();
    }
}
