using System.Text;
using System.Text.Json;

namespace QubridPS.Conversion;

#pragma warning disable CA1001 // both fields use memory only and need no disposal
/// <summary>
/// Writes a single object as a JSON object and several as an array. The JSON is written to a small buffer that is reused: a buffer of
/// the full size would cost more in garbage collections than the conversion itself.
/// </summary>
internal sealed class JsonDataWriter : IDataWriter
{
    private const int ChunkSize = 16 * 1024;

    private readonly PSObjectJsonWriter _converter;
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly StringBuilder _text = new();
    private char[] _characters = [];
    private int _count;

    internal JsonDataWriter(PSObjectJsonWriter converter)
    {
        _converter = converter;
        _json = new Utf8JsonWriter(_buffer, PSObjectJsonWriter.Compact);
        _json.WriteStartArray();
    }

    public void Add(PSObject? item)
    {
        _count++;
        _converter.Write(_json, item);
        if (_json.BytesPending >= ChunkSize)
        {
            Drain();
        }
    }

    public StringBuilder Build()
    {
        _json.WriteEndArray();
        Drain();
        if (_count == 1)
        {
            _text.Remove(_text.Length - 1, 1).Remove(0, 1); // without the brackets of the array
        }

        return _text;
    }

    private void Drain()
    {
        _json.Flush();
        var maxCharacters = Encoding.UTF8.GetMaxCharCount((int)_buffer.Length);
        if (_characters.Length < maxCharacters)
        {
            _characters = new char[maxCharacters];
        }

        var length = Encoding.UTF8.GetChars(_buffer.GetBuffer(), 0, (int)_buffer.Length, _characters, 0);
        _text.Append(_characters, 0, length);
        _buffer.SetLength(0);
    }
}
