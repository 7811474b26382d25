using System.Text;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>A text of segments with a separator between them, whose beginning can be taken out. If it is measured, the cost of each beginning is known.</summary>
internal sealed class TextSegments(char separator, bool isMeasured)
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _ends = [];
    private readonly List<long> _costs = [];

    /// <summary>Gets the number of segments.</summary>
    internal int Count => _ends.Count;

    internal void Add(string segment) => Add(segment.AsSpan());

    internal void Add(ReadOnlySpan<char> segment)
    {
        AddText(segment);
        _ends.Add(_text.Length);
        if (isMeasured)
        {
            _costs.Add((_costs.Count == 0 ? 0 : _costs[_costs.Count - 1]) + TokenEstimator.GetCost(segment));
        }
    }

    /// <summary>Returns the text of a segment.</summary>
    internal string this[int index]
    {
        get
        {
            var start = GetStart(index);
            return _text.ToString(start, _ends[index] - start);
        }
    }

    /// <summary>Returns the cost of the first segments and the separators between them, in hundredths of a token.</summary>
    internal long GetCost(int count) => count == 0 ? 0 : _costs[count - 1] + ((count - 1L) * TokenEstimator.GetCost(separator));

    /// <summary>Returns the number of first segments that end within a number of characters.</summary>
    internal int CountWithin(int length)
    {
        var index = _ends.BinarySearch(length);
        return index < 0 ? ~index : index + 1;
    }

    /// <summary>Returns a copy of the first segments with the separators between them.</summary>
    internal string Copy(int count) => count == 0 ? "" : _text.ToString(0, _ends[count - 1]);

    /// <summary>Returns the text of all segments. No segment can be added afterwards.</summary>
    internal StringBuilder Build() => _text;

    /// <summary>Removes the first segments.</summary>
    internal void Remove(int count)
    {
        if (count == 0)
        {
            return;
        }

        var start = count == Count ? _text.Length : GetStart(count);
        var cost = isMeasured ? _costs[count - 1] : 0;
        _text.Remove(0, start);
        _ends.RemoveRange(0, count);
        for (var index = 0; index < _ends.Count; index++)
        {
            _ends[index] -= start;
        }

        _costs.RemoveRange(0, isMeasured ? count : 0);
        for (var index = 0; index < _costs.Count; index++)
        {
            _costs[index] -= cost;
        }
    }

    private int GetStart(int index) => index == 0 ? 0 : _ends[index - 1] + 1;

    private void AddText(ReadOnlySpan<char> segment)
    {
        if (Count > 0)
        {
            _text.Append(separator);
        }

#if NETSTANDARD2_0
        _text.Append(segment.ToString());
#else
        _text.Append(segment);
#endif
    }
}
