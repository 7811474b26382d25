using System.Text;
using Qubrid.Client;

namespace QubridPS.Conversion;

/// <summary>
/// Collects strings, one per line. If they can be divided, each line of a string is a piece; if not, each string is. The lines of a file follow a line
/// with its name, also at the beginning of each part.
/// </summary>
internal sealed class TextCollector(bool isDivided)
{
    private readonly TextSegments _lines = new('\n', isDivided);

    // Whether a line continues the string of the line before it.
    private readonly List<bool> _continues = [];

    // The lines of files; null for other lines.
    private readonly List<FileLine?> _files = [];

    // The heading of the rest of a file whose beginning was removed.
    private string _heading = "";
    private long _headingCost;

    internal int Count => _lines.Count;

    /// <summary>Gets the first line; null if it does not belong to a file.</summary>
    internal FileLine? FirstFile => _files[0];

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

    /// <summary>Adds a line of a file, and calls back afterwards.</summary>
    internal void Add(FileLine line, Action onAdded) => AddLine(
        (line.Number > 1 ? line.Text : line.Number == 0 ? line.GetHeading() : $"{line.GetHeading()}\n{line.Text}").AsSpan(), continues: false, onAdded, line);

    internal StringBuilder Build() => _lines.Build();

    internal string Copy(int count) => _heading + _lines.Copy(count);

    internal long GetCost(int count) => _headingCost + _lines.GetCost(count);

    /// <summary>Returns the number of first lines that end within a number of characters of the copied text.</summary>
    internal int CountWithin(int length) => _lines.CountWithin(length - _heading.Length);

    internal void Remove(int count)
    {
        _lines.Remove(count);
        _continues.RemoveRange(0, count);
        _files.RemoveRange(0, count);
        UpdateHeading();
    }

    /// <summary>Returns the name of the first lines; null if they do not belong to one file.</summary>
    internal string? DescribeFile(int count) => _files[0] is { } first && _files[count - 1] is { } last && first.FileName == last.FileName && first.Number <= last.Number
        ? first.Number == last.Number ? $"line {first.Number} of the file '{first.FileName}'" : $"lines {first.Number} to {last.Number} of the file '{first.FileName}'"
        : null;

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

    private void AddLine(ReadOnlySpan<char> line, bool continues, Action onAdded, FileLine? file = null)
    {
        _lines.Add(line);
        _continues.Add(continues);
        _files.Add(file is { } fileLine ? fileLine with { Text = "" } : null);
        if (Count == 1)
        {
            UpdateHeading();
        }

        onAdded();
    }

    private void UpdateHeading()
    {
        _heading = Count > 0 && _files[0] is { Number: > 1 } line ? line.GetHeading() + "\n" : "";
        _headingCost = TokenEstimator.GetCost(_heading.AsSpan());
    }
}
