using System.Text;

namespace QubridPS.Conversion;

/// <summary>Each object's own text, a line each.</summary>
internal sealed class TextData(ObjectJson converter) : IDataWriter
{
    private readonly List<string> _lines = [];

    public void Add(PSObject? item) => _lines.Add(
        item is null ? ""
        : item.BaseObject is PSCustomObject ? item.ToString()
        : ScalarText.Of(item.BaseObject) is not null || ScalarText.OfNumber(item.BaseObject) is not null ? converter.ToText(item)
        : ObjectJson.TextOf(item));

    public StringBuilder Build() => new(string.Join("\n", _lines));
}
