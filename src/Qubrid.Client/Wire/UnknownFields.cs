using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>Gathers the fields that have no property. Where a later value meets an earlier one, it replaces it, or they are joined; the key is struck out of what came of it.</summary>
internal sealed class UnknownFields(Joining joining, KeyStriker key)
{
    private Dictionary<string, object?>? _values;

    // The values before the current chunk, of the fields that it has joined something to.
    private Dictionary<string, object?>? _before;

    internal IReadOnlyDictionary<string, object?> Values => _values is null ? WireFields.None : key.StrikeOut(_values);

    /// <summary>Begins the next chunk: within one chunk a later value of the same field replaces an earlier one.</summary>
    internal void BeginChunk() => _before?.Clear();

    /// <summary>Adds elements to a field that is a list.</summary>
    internal void Add(string name, object?[] elements)
    {
        _values ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        _values[name] = _values.TryGetValue(name, out var former) && former is object?[] list ? [.. list, .. elements] : elements;
    }

    /// <summary>The reader stands on a property name; it ends on the end of the value.</summary>
    internal void Read(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        _values ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        _values.TryGetValue(name, out var former);

        // The same text in each chunk (system_fingerprint, service_tier) costs no new string.
        if (joining != Joining.All && former is string same && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(same))
        {
            return;
        }

        var value = PlainValue.Read(ref reader);
        _values[name] = joining == Joining.None ? value : JoinToBefore(name, former, value);
    }

    private object? JoinToBefore(string name, object? former, object? value)
    {
        _before ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        if (_before.TryGetValue(name, out var before))
        {
            former = before;
        }
        else
        {
            _before[name] = former;
        }

        return Join(former, value, joining);
    }

    private static object? Join(object? former, object? value, Joining joining) => (former, value) switch
    {
        (string start, string rest) when joining == Joining.All => start + rest,
        (object?[] start, object?[] rest) => start.Concat(rest).ToArray(),
        (Dictionary<string, object?> start, Dictionary<string, object?> rest) => JoinFields(start, rest, joining),
        _ => value,
    };

    private static Dictionary<string, object?> JoinFields(Dictionary<string, object?> start, Dictionary<string, object?> rest, Joining joining)
    {
        var joined = new Dictionary<string, object?>(start, StringComparer.Ordinal);
        foreach (var field in rest)
        {
            joined.TryGetValue(field.Key, out var former);
            joined[field.Key] = Join(former, field.Value, joining);
        }

        return joined;
    }
}
