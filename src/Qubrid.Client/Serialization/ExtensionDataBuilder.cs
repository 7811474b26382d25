using System.Text.Json;
using Qubrid.Client.Models;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Collects the JSON fields that have no property. Repeated fields are merged as the mode specifies, and the key is redacted in the result.</summary>
internal sealed class ExtensionDataBuilder(MergeMode mode, KeyRedactor redactor)
{
    private Dictionary<string, object?>? _values;

    // The values of the current chunk. They are merged when the next one starts, so that only the last of duplicate fields counts.
    private Dictionary<string, object?>? _latest;

    private bool _isMerged;

    internal IReadOnlyDictionary<string, object?> Values
    {
        get
        {
            BeginChunk();
            return _values is null ? AdditionalFields.Empty : redactor.Redact(_isMerged ? MergedValue.ToPlain(_values) : _values);
        }
    }

    /// <summary>Starts the next chunk. Within a chunk, the last of duplicate fields is used.</summary>
    internal void BeginChunk()
    {
        if (_latest is { Count: > 0 })
        {
            foreach (var field in _latest)
            {
                Merge(field.Key, field.Value);
            }

            _latest.Clear();
        }
    }

    /// <summary>Appends elements to a field that is an array.</summary>
    internal void Add(string name, object?[] elements) => Merge(name, elements);

    /// <summary>Reads the property whose name is at the reader's position.</summary>
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

        // No new string is allocated for text that is equal in each chunk (system_fingerprint, service_tier).
        if (mode != MergeMode.AppendAll && previous is string text && _latest?.ContainsKey(name) is not true
            && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(text))
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

    private void Merge(string name, object? value)
    {
        _values ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        _values.TryGetValue(name, out var merged);
        _values[name] = MergedValue.Add(merged, value, mode);
        _isMerged = true;
    }
}
