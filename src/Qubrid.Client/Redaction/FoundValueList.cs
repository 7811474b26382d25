namespace Qubrid.Client.Redaction;

/// <summary>The values found in one text, in order and without overlaps.</summary>
internal sealed class FoundValueList
{
    internal static readonly IReadOnlyList<FoundValue> None = [];

    private List<FoundValue> _values = [];

    internal IReadOnlyList<FoundValue> Values => _values;

    /// <summary>Adds values that have lower precedence than the previous ones.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">The values, in any order. Of overlapping ones, the first and then the longest is used.</param>
    /// <param name="canSplit">Whether the rest of a value is used if another one covers a part of it; otherwise the value is ignored.</param>
    internal void Add(string text, IEnumerable<FoundValue> values, bool canSplit)
    {
        FoundValue[] added = [.. values.OrderBy(value => value.Start).ThenByDescending(value => value.Length)];
        if (added.Length == 0)
        {
            return;
        }

        var merged = new List<FoundValue>(_values.Count + added.Length);
        var (next, end) = (0, 0);
        foreach (var value in added)
        {
            // Values of higher precedence before this one.
            for (; next < _values.Count && _values[next].End <= value.Start; next++)
            {
                merged.Add(_values[next]);
            }

            var start = Math.Max(value.Start, end);
            if (start > value.Start && !canSplit)
            {
                continue;
            }

            if (next == _values.Count || _values[next].Start >= value.End)
            {
                AddPart(text, merged, value, start, value.End);
            }
            else if (canSplit)
            {
                for (; next < _values.Count && _values[next].Start < value.End; next++)
                {
                    AddPart(text, merged, value, start, _values[next].Start);
                    start = Math.Max(start, _values[next].End);
                    merged.Add(_values[next]);
                }

                AddPart(text, merged, value, start, value.End);
            }
            else
            {
                continue;
            }

            end = Math.Max(Math.Max(start, end), value.End);
        }

        merged.AddRange(_values.Skip(next));
        _values = merged;
    }

    private static void AddPart(string text, List<FoundValue> merged, FoundValue value, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (start < end && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        // Only the rest of a value can be punctuation that reveals nothing.
        if (start < end && (end - start == value.Length || HasLetterOrDigit(text, start, end)))
        {
            merged.Add(value with { Start = start, Length = end - start });
        }
    }

    private static bool HasLetterOrDigit(string text, int start, int end)
    {
        while (start < end && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        return start < end;
    }
}
