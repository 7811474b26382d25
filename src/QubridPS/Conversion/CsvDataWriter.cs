using System.Text;

namespace QubridPS.Conversion;

/// <summary>Writes objects as CSV: a header with the properties of all objects, and one line per object. Quotes as RFC 4180 does; lines end with LF.</summary>
internal sealed class CsvDataWriter(PSObjectJsonWriter converter, PropertySelector selector) : IDataWriter
{
    private static readonly char[] s_quotedCharacters = [',', '"', '\r', '\n'];

    private readonly List<string> _columns = [];
    private readonly Dictionary<string, int> _exactIndexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _columnIndexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Dictionary<int, string>> _rows = [];

    public void Add(PSObject? item)
    {
        var row = new Dictionary<int, string>();
        foreach (var field in RowFields.Get(item, selector))
        {
            row[GetOrAddColumn(field.Key, row)] = converter.ToText(field.Value);
        }

        _rows.Add(row);
    }

    public StringBuilder Build()
    {
        var csv = new StringBuilder();
        AppendLine(csv, _columns);
        foreach (var row in _rows)
        {
            csv.Append('\n');
            AppendLine(csv, Enumerable.Range(0, _columns.Count).Select(index => row.TryGetValue(index, out var cell) ? cell : ""));
        }

        return csv;
    }

    // Names that differ in case only share a column, unless one object has both (a case-sensitive dictionary).
    private int GetOrAddColumn(string column, Dictionary<int, string> row)
    {
        if (_exactIndexes.TryGetValue(column, out var index) && !row.ContainsKey(index))
        {
            return index;
        }

        if (_columnIndexes.TryGetValue(column, out index) && !row.ContainsKey(index))
        {
            return index;
        }

        index = _columns.Count;
        _columns.Add(column);
        _exactIndexes[column] = index;
        if (!_columnIndexes.ContainsKey(column))
        {
            _columnIndexes[column] = index;
        }

        return index;
    }

    private static void AppendLine(StringBuilder csv, IEnumerable<string> cells) =>
        csv.Append(string.Join(",", cells.Select(Quote)));

    private static string Quote(string cell) =>
        cell.IndexOfAny(s_quotedCharacters) < 0 ? cell : "\"" + cell.Replace("\"", "\"\"") + "\"";
}
