using System.Text;

namespace QubridPS.Conversion;

/// <summary>
/// Collects input objects and converts them to text. If all of them are strings, they become lines of text; otherwise all are converted as
/// objects. The data can be divided between its pieces, which are objects or lines of text.
/// </summary>
internal sealed class DataCollector(ConversionOptions options)
{
    private readonly TextCollector _text = new(options.IsDivided);
    private bool _hasTextObjects;
    private IDataWriter? _writer;

    /// <summary>Gets the number of objects added so far.</summary>
    internal int Count { get; private set; }

    /// <summary>Gets the callback that is called after each piece was added; null for none.</summary>
    internal Action<DataCollector>? PieceAdded { get; init; }

    /// <summary>Gets the number of pieces that were not removed.</summary>
    internal int PieceCount => _writer?.Count ?? _text.Count;

    /// <summary>Gets the name of a piece.</summary>
    internal string PieceName => _writer is null ? "line" : "object";

    /// <summary>Adds an object.</summary>
    internal void Add(PSObject? item)
    {
        Count++;
        if (options.SendsText && TextObject.TryGetText(item, options.Views?.Renderer) is { } text)
        {
            options.Report?.AddText(item!);
            item = PSObject.AsPSObject(text);
            _hasTextObjects = true;
        }

        if (_writer is null && item?.BaseObject is string line)
        {
            _text.Add(line, () => PieceAdded?.Invoke(this));
            return;
        }

        _writer ??= StartObjects(item);
        _writer.Add(item);
        PieceAdded?.Invoke(this);
    }

    /// <summary>Adds a line of a file.</summary>
    internal void Add(FileLine line)
    {
        if (_writer is null)
        {
            Count++;
            _text.Add(line, () => PieceAdded?.Invoke(this));
            return;
        }

        // Lines among objects are strings.
        if (line.Number <= 1)
        {
            Add(PSObject.AsPSObject(line.GetHeading()));
        }

        if (line.Number > 0)
        {
            Add(PSObject.AsPSObject(line.Text));
        }
    }

    /// <summary>Returns the text of all objects. Can be called once.</summary>
    internal CollectedData Build() => Describe(_writer?.Build() ?? _text.Build());

    /// <summary>Returns a copy of all pieces.</summary>
    internal CollectedData CopyAll() => Describe(_writer?.Copy(PieceCount, isPart: false) ?? new StringBuilder(_text.Copy(PieceCount)));

    /// <summary>Returns a copy of the first pieces as a part of the data.</summary>
    internal CollectedData CopyPart(int count) => new(_writer?.Copy(count, isPart: true) ?? new StringBuilder(_text.Copy(count)), DescribePart(count));

    /// <summary>Returns the number of first lines that end within a number of characters of the text of a part; null if the pieces are objects.</summary>
    internal int? CountLinesWithin(int length) => _writer is null ? _text.CountWithin(length) : null;

    /// <summary>Returns the name of the first pieces for messages.</summary>
    /// <param name="count">The number of pieces.</param>
    /// <param name="removedCount">The number of pieces that were removed before.</param>
    internal string DescribeRange(int count, int removedCount) =>
        (_writer is null ? _text.DescribeFile(count) : null)
        ?? (count == 1 ? $"{PieceName} {removedCount + 1}" : $"{PieceName}s {removedCount + 1} to {removedCount + count}");

    /// <summary>Returns the text of the first piece, without a header.</summary>
    internal string GetFirstPiece()
    {
        if (_writer is null)
        {
            var lines = _text.Copy(1);
            return _text.FirstFile is { Number: > 0 } ? lines.Substring(lines.IndexOf('\n') + 1) : lines;
        }

        var text = CopyPart(1).Text.ToString();
        return options.Format == DataFormat.Csv ? text.Substring(text.IndexOf('\n') + 1) : text;
    }

    /// <summary>Returns the cost of the first pieces, in hundredths of a token.</summary>
    internal long GetCost(int count, bool isPart) => _writer?.GetCost(count, isPart) ?? _text.GetCost(count);

    /// <summary>Removes the first pieces.</summary>
    internal void Remove(int count)
    {
        if (_writer is null)
        {
            _text.Remove(count);
        }
        else
        {
            _writer.Remove(count);
        }
    }

    /// <summary>Returns the amount and the format of a part.</summary>
    internal string DescribePart(int count) => _writer is null
        ? $"{count} {(count == 1 ? "line" : "lines")} of text"
        : $"{count} {(count == 1 ? "object" : "objects")} as {options.FormatDisplayName()}";

    private CollectedData Describe(StringBuilder text) =>
        new(text, _writer is null ? DescribeText() : $"{Count} {(Count == 1 ? "object" : "objects")} as {options.FormatDisplayName()}");

    // The text of an object can have several lines.
    private string DescribeText() => Count == 1 ? "text" : _hasTextObjects ? $"{Count} objects as text" : $"{Count} lines of text";

    private IDataWriter StartObjects(PSObject? first)
    {
        var writer = options.CreateWriterFor(first);
        foreach (var line in _text.TakeStrings())
        {
            writer.Add(PSObject.AsPSObject(line));
        }

        return writer;
    }
}
