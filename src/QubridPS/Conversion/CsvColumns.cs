namespace QubridPS.Conversion;

/// <summary>The columns of CSV data, in the order in which they appear. Names that differ in case only share a column, unless one object has both (a case-sensitive dictionary).</summary>
internal sealed class CsvColumns
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _exactIndexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _indexes = new(StringComparer.OrdinalIgnoreCase);

    internal int Count => _names.Count;

    internal string this[int index] => _names[index];

    /// <summary>Returns the column of a property that has no cell in the row yet.</summary>
    internal int GetOrAdd(string name, Dictionary<int, string> row)
    {
        if (_exactIndexes.TryGetValue(name, out var index) && !row.ContainsKey(index))
        {
            return index;
        }

        if (_indexes.TryGetValue(name, out index) && !row.ContainsKey(index))
        {
            return index;
        }

        index = _names.Count;
        _names.Add(name);
        _exactIndexes[name] = index;
        if (!_indexes.ContainsKey(name))
        {
            _indexes[name] = index;
        }

        return index;
    }

    internal void Clear()
    {
        _names.Clear();
        _exactIndexes.Clear();
        _indexes.Clear();
    }
}
