using System.Text;

namespace QubridPS.Conversion;

/// <summary>Writes objects as lines of the form "Name : value", with an empty line between objects.</summary>
internal sealed class ListDataWriter(PSObjectJsonWriter converter, PropertySelector selector, bool isDivided) : IDataWriter
{
    private readonly TextSegments _objects = new('\n', isDivided);
    private readonly StringBuilder _object = new();

    public int Count => _objects.Count;

    public void Add(PSObject? item)
    {
        _object.Clear();
        foreach (var field in RowFields.Get(item, selector))
        {
            _object.Append(field.Key).Append(" : ").Append(converter.ToText(field.Value)).Append('\n');
        }

        _objects.Add(_object.ToString());
    }

    public StringBuilder Build() => TrimEnd(_objects.Build());

    public long GetCost(int count, bool isPart) => _objects.GetCost(count);

    public StringBuilder Copy(int count, bool isPart) => TrimEnd(new StringBuilder(_objects.Copy(count)));

    public void Remove(int count) => _objects.Remove(count);

    private static StringBuilder TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[text.Length - 1] == '\n')
        {
            text.Length--;
        }

        return text;
    }
}
