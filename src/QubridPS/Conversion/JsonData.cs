using System.Text;
using System.Text.Json;

namespace QubridPS.Conversion;

#pragma warning disable CA1001 // both fields are memory only: there is nothing to release
/// <summary>
/// One object as it is, several as an array. Each object is written to a small buffer that is used again: one that grows to the
/// size of all of them would cost more in garbage collections than the conversion itself.
/// </summary>
internal sealed class JsonData : IDataWriter
{
    private readonly ObjectJson _converter;
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly StringBuilder _text = new();
    private char[] _characters = [];
    private int _count;

    internal JsonData(ObjectJson converter)
    {
        _converter = converter;
        _json = new Utf8JsonWriter(_buffer, ObjectJson.Compact);
    }

    public void Add(PSObject? item)
    {
        _converter.Write(_json, item);
        _json.Flush();
        Append(_count++ == 0 ? '[' : ',');
        _buffer.SetLength(0);
        _json.Reset();
    }

    public string Build() => _count == 1 ? _text.ToString(1, _text.Length - 1) : _text.Append(']').ToString();

    private void Append(char before)
    {
        var most = Encoding.UTF8.GetMaxCharCount((int)_buffer.Length);
        if (_characters.Length < most)
        {
            _characters = new char[most * 2];
        }

        var length = Encoding.UTF8.GetChars(_buffer.GetBuffer(), 0, (int)_buffer.Length, _characters, 0);
        _text.Append(before).Append(_characters, 0, length);
    }
}
