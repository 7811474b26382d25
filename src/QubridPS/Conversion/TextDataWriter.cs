using System.Text;

namespace QubridPS.Conversion;

/// <summary>Writes the string value of each object, one per line.</summary>
internal sealed class TextDataWriter(PSObjectJsonWriter converter, bool isDivided) : IDataWriter
{
    private readonly TextSegments _lines = new('\n', isDivided);

    public int Count => _lines.Count;

    public void Add(PSObject? item) => _lines.Add(
        item is null ? ""
        : item.BaseObject is PSCustomObject ? item.ToString()
        : ScalarFormatter.TryFormat(item.BaseObject) is not null || ScalarFormatter.TryFormatNumber(item.BaseObject) is not null ? converter.ToText(item)
        : PSObjectJsonWriter.ToStringOrTypeName(item));

    public StringBuilder Build() => _lines.Build();

    public long GetCost(int count, bool isPart) => _lines.GetCost(count);

    public StringBuilder Copy(int count, bool isPart) => new(_lines.Copy(count));

    public void Remove(int count) => _lines.Remove(count);
}
