using System.Text.Json;
using Qubrid.Client.Models;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Gathers the fields that have no property. Where a later value meets an earlier one, it replaces it, or they are joined; the key is struck out of what came of it.</summary>
internal sealed class ExtensionDataBuilder(MergeMode mode, KeyRedactor redactor)
{
    private Dictionary<string, object?>? _values;

    // The values of the current chunk, which are joined to the others with the next one: a field that occurs twice in a chunk counts once.
    private Dictionary<string, object?>? _latest;

    private bool _isJoined;

    internal IReadOnlyDictionary<string, object?> Values
    {
        get
        {
            BeginChunk();
            return _values is null ? AdditionalFields.Empty : redactor.Redact(_isJoined ? JoinedValue.ToPlain(_values) : _values);
        }
    }

    /// <summary>Begins the next chunk: within one chunk a later value of the same field replaces an earlier one.</summary>
    internal void BeginChunk()
    {
        if (_latest is { Count: > 0 })
        {
            foreach (var field in _latest)
            {
                Join(field.Key, field.Value);
            }

            _latest.Clear();
        }
    }

    /// <summary>Adds elements to a field that is a list.</summary>
    internal void Add(string name, object?[] elements) => Join(name, elements);

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
        _values.TryGetValue(name, out var previous);

        // The same text in each chunk (system_fingerprint, service_tier) costs no new string.
        if (mode != MergeMode.AppendAll && previous is string merged && _latest?.ContainsKey(name) is not true && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(merged))
        {
            return;
        }

        var value = JsonValueReader.Read(ref reader);
        if (mode == MergeMode.Replace)
        {
            _values[name] = value;
        }
        else
        {
            _latest ??= new Dictionary<string, object?>(StringComparer.Ordinal);
            _latest[name] = value;
        }
    }

    private void Join(string name, object? value)
    {
        _values ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        _values.TryGetValue(name, out var joined);
        _values[name] = JoinedValue.Add(joined, value, mode);
        _isJoined = true;
    }
}
