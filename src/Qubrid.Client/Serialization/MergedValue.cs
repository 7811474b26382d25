using System.Text;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Merges the values that a field has in several chunks. Texts and arrays grow in place, so that the time is linear in the number of chunks.
/// </summary>
internal static class MergedValue
{
    /// <summary>Adds a value to the merged one and returns the result, which is the same object if that can grow.</summary>
    internal static object? Add(object? merged, object? value, MergeMode mode)
    {
        switch (merged, value)
        {
            case (string first, string second) when mode == MergeMode.AppendAll:
                return new StringBuilder(first).Append(second);
            case (StringBuilder text, string second) when mode == MergeMode.AppendAll:
                return text.Append(second);
            case (object?[] first, object?[] second):
                return new List<object?>(first.Concat(second));
            case (List<object?> list, object?[] second):
                list.AddRange(second);
                return list;
            case (Dictionary<string, object?> first, Dictionary<string, object?> second):
                var fields = first as GrowingFields ?? new GrowingFields(first);
                foreach (var field in second)
                {
                    fields.TryGetValue(field.Key, out var previous);
                    fields[field.Key] = Add(previous, field.Value, mode);
                }

                return fields;
            default:
                return value;
        }
    }

    /// <summary>Returns a copy in plain .NET values, which later chunks do not change.</summary>
    internal static object? ToPlain(object? merged) => merged switch
    {
        StringBuilder text => text.ToString(),
        List<object?> list => list.ToArray(),
        GrowingFields fields => ToPlain(fields),
        _ => merged,
    };

    internal static Dictionary<string, object?> ToPlain(Dictionary<string, object?> fields)
    {
        var copy = new Dictionary<string, object?>(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            copy[field.Key] = ToPlain(field.Value);
        }

        return copy;
    }

    private sealed class GrowingFields(Dictionary<string, object?> fields) : Dictionary<string, object?>(fields, StringComparer.Ordinal);
}
