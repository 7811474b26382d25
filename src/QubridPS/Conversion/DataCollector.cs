using System.Text;

namespace QubridPS.Conversion;

/// <summary>Gathers piped objects as text. While only strings come they stay lines; from the first other object on, all are objects.</summary>
internal sealed class DataCollector(ConversionOptions options)
{
    private readonly List<string> _lines = [];
    private IDataWriter? _writer;

    internal int Count { get; private set; }

    internal void Add(PSObject? item)
    {
        Count++;
        if (_writer is null && item?.BaseObject is string line)
        {
            _lines.Add(line);
            return;
        }

        _writer ??= StartObjects();
        _writer.Add(item);
    }

    internal CollectedData Build() => _writer is null
        ? new CollectedData(new StringBuilder(string.Join("\n", _lines)), Count == 1 ? "text" : $"{Count} lines of text")
        : new CollectedData(_writer.Build(), $"{Count} {(Count == 1 ? "object" : "objects")} as {options.FormatDisplayName()}");

    private IDataWriter StartObjects()
    {
        var writer = options.CreateWriter();
        foreach (var line in _lines)
        {
            writer.Add(PSObject.AsPSObject(line));
        }

        _lines.Clear();
        return writer;
    }
}

/// <summary>Data as text, and what kind it is in words.</summary>
internal sealed record CollectedData(StringBuilder Text, string Description);
