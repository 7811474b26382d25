using System.Text;
using System.Text.Json;

namespace QubridPS.Conversion;

#pragma warning disable CA1001 // both fields are memory only: there is nothing to release
/// <summary>One object as it is, several as an array.</summary>
internal sealed class JsonData : IDataWriter
{
    private readonly ObjectJson _converter;
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;
    private int _count;

    internal JsonData(ObjectJson converter)
    {
        _converter = converter;
        _json = new Utf8JsonWriter(_buffer, ObjectJson.Compact);
        _json.WriteStartArray();
    }

    public void Add(PSObject? item)
    {
        _converter.Write(_json, item);
        _count++;
    }

    public string Build()
    {
        _json.WriteEndArray();
        _json.Dispose();
        var brackets = _count == 1 ? 1 : 0;
        return Encoding.UTF8.GetString(_buffer.GetBuffer(), brackets, (int)_buffer.Length - (2 * brackets));
    }
}
