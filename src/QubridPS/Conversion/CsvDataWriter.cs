using System.Text;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>Writes objects as CSV: a header with the properties of all objects, and one line per object. Quotes as RFC 4180 does; lines end with LF.</summary>
internal sealed class CsvDataWriter(PSObjectJsonWriter converter, PropertySelector selector) : IDataWriter
{
    private static readonly char[] s_quotedCharacters = [',', '"', '\r', '\n'];
    private static readonly int s_separatorCost = TokenEstimator.GetCost(',');
    private static readonly int s_lineEndCost = TokenEstimator.GetCost('\n');

    private readonly CsvColumns _columns = new();
    private readonly List<CsvRow> _rows = [];

    public int Count => _rows.Count;

    public void Add(PSObject? item) => Add(RowFields.Get(item, selector).Select(field => new KeyValuePair<string, string>(field.Key, Quote(converter.ToText(field.Value)))));

    public StringBuilder Build() => Copy(Count, isPart: false);

    public long GetCost(int count, bool isPart)
    {
        if (count == 0)
        {
            return 0;
        }

        // The cells of the header and of the rows, a comma between the cells of each line, and the line ends.
        var last = _rows[count - 1];
        var separators = Math.Max(0, last.ColumnCount - 1) * (count + 1L);
        return last.HeaderCost + last.CellCost + (separators * s_separatorCost) + (count * s_lineEndCost);
    }

    public StringBuilder Copy(int count, bool isPart)
    {
        var csv = new StringBuilder();
        var columnCount = count == 0 ? 0 : _rows[count - 1].ColumnCount;
        AppendLine(csv, Enumerable.Range(0, columnCount).Select(index => Quote(_columns[index])));
        foreach (var row in _rows.Take(count))
        {
            csv.Append('\n');
            AppendLine(csv, Enumerable.Range(0, columnCount).Select(index => row.Cells.TryGetValue(index, out var cell) ? cell : ""));
        }

        return csv;
    }

    // The rest is added again, because its header can have other columns.
    public void Remove(int count)
    {
        var rest = _rows.Skip(count).Select(row => row.Cells.OrderBy(cell => cell.Key).Select(cell => new KeyValuePair<string, string>(_columns[cell.Key], cell.Value)).ToList()).ToList();
        _rows.Clear();
        _columns.Clear();
        rest.ForEach(Add);
    }

    private void Add(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var cells = new Dictionary<int, string>();
        var last = _rows.Count == 0 ? null : _rows[_rows.Count - 1];
        var (headerCost, cellCost) = (last?.HeaderCost ?? 0, last?.CellCost ?? 0);
        foreach (var field in fields)
        {
            var columnCount = _columns.Count;
            cells[_columns.GetOrAdd(field.Key, cells)] = field.Value;
            headerCost += _columns.Count > columnCount ? TokenEstimator.GetCost(Quote(field.Key).AsSpan()) : 0;
            cellCost += TokenEstimator.GetCost(field.Value.AsSpan());
        }

        _rows.Add(new CsvRow(cells, _columns.Count, headerCost, cellCost));
    }

    private static void AppendLine(StringBuilder csv, IEnumerable<string> cells) => csv.Append(string.Join(",", cells));

    private static string Quote(string cell) =>
        cell.IndexOfAny(s_quotedCharacters) < 0 ? cell : "\"" + cell.Replace("\"", "\"\"") + "\"";

    /// <summary>A row, and the number of columns and the costs of all rows up to it.</summary>
    private sealed record CsvRow(Dictionary<int, string> Cells, int ColumnCount, long HeaderCost, long CellCost);
}
