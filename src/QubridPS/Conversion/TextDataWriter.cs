using System.Text;

namespace QubridPS.Conversion;

/// <summary>Writes the string value of each object, one per line.</summary>
internal sealed class TextDataWriter(PSObjectJsonWriter converter) : IDataWriter
{
    private readonly List<string> _lines = [];

    public void Add(PSObject? item) => _lines.Add(
        item is null ? ""
        : item.BaseObject is PSCustomObject ? item.ToString()
        : ScalarFormatter.TryFormat(item.BaseObject) is not null || ScalarFormatter.TryFormatNumber(item.BaseObject) is not null ? converter.ToText(item)
        : PSObjectJsonWriter.ToStringOrTypeName(item));

    public StringBuilder Build() => new(string.Join("\n", _lines));
}
