using System.Text.Json;
using Qubrid.Client.Models;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Collects the JSON fields that have no property. Repeated fields are merged as the mode specifies, and the key is redacted in the result.</summary>
internal sealed class ExtensionDataBuilder(MergeMode mode, KeyRedactor redactor)
{
    private Dictionary<string, object?>? _values;

    // The values before the current chunk of those fields that the chunk has changed.
    private Dictionary<string, object?>? _before;

    internal IReadOnlyDictionary<string, object?> Values => _values is null ? AdditionalFields.Empty : redactor.Redact(_values);

    /// <summary>Starts the next chunk. Within a chunk, the last of duplicate fields is used.</summary>
    internal void BeginChunk() => _before?.Clear();

    /// <summary>Appends elements to a field that is an array.</summary>
    internal void Add(string name, object?[] elements)
    {
        _values ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        _values[name] = _values.TryGetValue(name, out var previous) && previous is object?[] list ? [.. list, .. elements] : elements;
    }

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
        if (mode != MergeMode.AppendAll && previous is string merged && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(merged))
        {
            return;
        }

        var value = JsonValueReader.Read(ref reader);
        _values[name] = mode == MergeMode.Replace ? value : MergeWithBefore(name, previous, value);
    }

    private object? MergeWithBefore(string name, object? previous, object? value)
    {
        _before ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        if (_before.TryGetValue(name, out var before))
        {
            previous = before;
        }
        else
        {
            _before[name] = previous;
        }

        return Merge(previous, value, mode);
    }

    private static object? Merge(object? previous, object? value, MergeMode mode) => (previous, value) switch
    {
        (string first, string second) when mode == MergeMode.AppendAll => first + second,
        (object?[] first, object?[] second) => first.Concat(second).ToArray(),
        (Dictionary<string, object?> first, Dictionary<string, object?> second) => MergeObjects(first, second, mode),
        _ => value,
    };

    private static Dictionary<string, object?> MergeObjects(Dictionary<string, object?> first, Dictionary<string, object?> second, MergeMode mode)
    {
        var merged = new Dictionary<string, object?>(first, StringComparer.Ordinal);
        foreach (var field in second)
        {
            merged.TryGetValue(field.Key, out var previous);
            merged[field.Key] = Merge(previous, field.Value, mode);
        }

        return merged;
    }
}
