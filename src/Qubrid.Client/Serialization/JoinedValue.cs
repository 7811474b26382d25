using System.Text;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Joins the values that one field has in several chunks. Texts and lists grow in place, so that a hundred thousand chunks are not copied a
/// hundred thousand times.
/// </summary>
internal static class JoinedValue
{
    /// <summary>Adds a value to what was joined so far, and returns the result; it is the former object where that can grow.</summary>
    internal static object? Add(object? joined, object? value, MergeMode mode)
    {
        switch (joined, value)
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

    /// <summary>Returns the value as plain .NET values; what was joined goes on growing without changing them.</summary>
    internal static object? ToPlain(object? joined) => joined switch
    {
        StringBuilder text => text.ToString(),
        List<object?> list => list.ToArray(),
        GrowingFields fields => ToPlain(fields),
        _ => joined,
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
