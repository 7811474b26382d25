using System.Text;

namespace QubridPS.Conversion;

/// <summary>A header of all properties met, and a line for each object; quoted as RFC 4180 says, lines end with LF.</summary>
internal sealed class CsvData(ObjectJson converter, PropertySelector selector) : IDataWriter
{
    private static readonly char[] s_quoted = [',', '"', '\r', '\n'];

    private readonly List<string> _columns = [];
    private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Dictionary<int, string>> _rows = [];

    public void Add(PSObject? item)
    {
        var row = new Dictionary<int, string>();
        foreach (var field in Fields.Of(item, selector))
        {
            row[Place(field.Key, row)] = converter.ToText(field.Value);
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
            AppendLine(csv, Enumerable.Range(0, _columns.Count).Select(place => row.TryGetValue(place, out var cell) ? cell : ""));
        }

        return csv;
    }

    // Name and name of two objects are one column; of one object, whose keys may differ in case alone, they are two.
    private int Place(string column, Dictionary<int, string> row)
    {
        if (_exact.TryGetValue(column, out var place) && !row.ContainsKey(place))
        {
            return place;
        }

        if (_places.TryGetValue(column, out place) && !row.ContainsKey(place))
        {
            return place;
        }

        place = _columns.Count;
        _columns.Add(column);
        _exact[column] = place;
        if (!_places.ContainsKey(column))
        {
            _places[column] = place;
        }

        return place;
    }

    private static void AppendLine(StringBuilder csv, IEnumerable<string> cells) =>
        csv.Append(string.Join(",", cells.Select(Quote)));

    private static string Quote(string cell) =>
        cell.IndexOfAny(s_quoted) < 0 ? cell : "\"" + cell.Replace("\"", "\"\"") + "\"";
}
