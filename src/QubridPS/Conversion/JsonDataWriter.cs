using System.Text;
using System.Text.Json;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Conversion;

#pragma warning disable CA1001 // both fields use memory only and need no disposal
/// <summary>
/// Writes a single object as a JSON object and several as an array. The JSON is written to a small buffer that is reused: a buffer of
/// the full size would cost more in garbage collections than the conversion itself.
/// </summary>
internal sealed class JsonDataWriter : IDataWriter
{
    private readonly PSObjectJsonWriter _converter;
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly TextSegments _objects;
    private char[] _characters = [];

    internal JsonDataWriter(PSObjectJsonWriter converter, bool isDivided)
    {
        _converter = converter;
        _json = new Utf8JsonWriter(_buffer, PSObjectJsonWriter.Compact);
        _objects = new TextSegments(',', isDivided);
    }

    public int Count => _objects.Count;

    public void Add(PSObject? item)
    {
        _converter.Write(_json, item);
        _json.Flush();
        var maxCharacters = Encoding.UTF8.GetMaxCharCount((int)_buffer.Length);
        if (_characters.Length < maxCharacters)
        {
            _characters = new char[maxCharacters];
        }

        var length = Encoding.UTF8.GetChars(_buffer.GetBuffer(), 0, (int)_buffer.Length, _characters, 0);
        _objects.Add(_characters.AsSpan(0, length));
        _buffer.SetLength(0);
        _json.Reset();
    }

    public StringBuilder Build() => AddBrackets(_objects.Build(), Count);

    public long GetCost(int count, bool isPart) => _objects.GetCost(count) + (count == 1 ? 0 : TokenEstimator.GetCost('[') + TokenEstimator.GetCost(']'));

    public StringBuilder Copy(int count, bool isPart) => AddBrackets(new StringBuilder(_objects.Copy(count)), count);

    public void Remove(int count) => _objects.Remove(count);

    private static StringBuilder AddBrackets(StringBuilder objects, int count) => count == 1 ? objects : objects.Insert(0, '[').Append(']');
}
