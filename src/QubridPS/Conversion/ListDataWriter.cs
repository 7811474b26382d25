using System.Text;

namespace QubridPS.Conversion;

/// <summary>Writes objects as lines of the form "Name : value", with an empty line between objects.</summary>
internal sealed class ListDataWriter(PSObjectJsonWriter converter, PropertySelector selector) : IDataWriter
{
    private readonly StringBuilder _text = new();

    public void Add(PSObject? item)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        foreach (var field in RowFields.Get(item, selector))
        {
            _text.Append(field.Key).Append(" : ").Append(converter.ToText(field.Value)).Append('\n');
        }
    }

    public StringBuilder Build()
    {
        while (_text.Length > 0 && _text[_text.Length - 1] == '\n')
        {
            _text.Length--;
        }

        return _text;
    }
}
