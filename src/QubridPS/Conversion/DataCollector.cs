using System.Text;

namespace QubridPS.Conversion;

/// <summary>Collects input objects and converts them to text. If all of them are strings, they become lines of text; otherwise all are converted as objects.</summary>
internal sealed class DataCollector(ConversionOptions options)
{
    private readonly List<string> _lines = [];
    private bool _hasTextObjects;
    private IDataWriter? _writer;

    /// <summary>Gets the number of objects added so far.</summary>
    internal int Count { get; private set; }

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
            _lines.Add(line);
            return;
        }

        _writer ??= StartObjects(item);
        _writer.Add(item);
    }

    /// <summary>Returns the text of all objects. Can be called once.</summary>
    internal CollectedData Build() => _writer is null
        ? new CollectedData(new StringBuilder(string.Join("\n", _lines)), DescribeLines())
        : new CollectedData(_writer.Build(), $"{Count} {(Count == 1 ? "object" : "objects")} as {options.FormatDisplayName()}");

    // The text of an object can have several lines.
    private string DescribeLines() => Count == 1 ? "text" : _hasTextObjects ? $"{Count} objects as text" : $"{Count} lines of text";

    private IDataWriter StartObjects(PSObject? first)
    {
        var writer = options.CreateWriterFor(first);
        foreach (var line in _lines)
        {
            writer.Add(PSObject.AsPSObject(line));
        }

        _lines.Clear();
        return writer;
    }
}
