using System.Text;

namespace QubridPS.Conversion;

/// <summary>Collects strings, one per line. If they can be divided, each line of a string is a piece; if not, each string is.</summary>
internal sealed class TextCollector(bool isDivided)
{
    private readonly TextSegments _lines = new('\n', isDivided);

    // Whether a line continues the string of the line before it.
    private readonly List<bool> _continues = [];

    internal int Count => _lines.Count;

    /// <summary>Adds a string, and calls back after each piece.</summary>
    internal void Add(string text, Action onAdded)
    {
        var start = 0;
        for (var end = isDivided ? text.IndexOf('\n') : -1; end >= 0; end = text.IndexOf('\n', start))
        {
            AddLine(text.AsSpan(start, end - start), start > 0, onAdded);
            start = end + 1;
        }

        AddLine(text.AsSpan(start), start > 0, onAdded);
    }

    internal StringBuilder Build() => _lines.Build();

    internal string Copy(int count) => _lines.Copy(count);

    internal long GetCost(int count) => _lines.GetCost(count);

    internal void Remove(int count)
    {
        _lines.Remove(count);
        _continues.RemoveRange(0, count);
    }

    /// <summary>Removes and returns the strings as they were added, except for lines that were removed.</summary>
    internal List<string> TakeStrings()
    {
        var strings = new List<string>();
        for (var index = 0; index < _lines.Count; index++)
        {
            if (_continues[index] && strings.Count > 0)
            {
                strings[strings.Count - 1] += "\n" + _lines[index];
            }
            else
            {
                strings.Add(_lines[index]);
            }
        }

        Remove(_lines.Count);
        return strings;
    }

    private void AddLine(ReadOnlySpan<char> line, bool continues, Action onAdded)
    {
        _lines.Add(line);
        _continues.Add(continues);
        onAdded();
    }
}
