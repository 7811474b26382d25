using System.Text.Json;
using Qubrid.Client.Models;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Gathers the fields that have no property. Where a later value meets an earlier one, it replaces it, or they are joined; the key is struck out of what came of it.</summary>
internal sealed class ExtensionDataBuilder(MergeMode mode, KeyRedactor redactor)
{
    private Dictionary<string, object?>? _values;

    // The values before the current chunk, of the fields that it has joined something to.
    private Dictionary<string, object?>? _before;

    internal IReadOnlyDictionary<string, object?> Values => _values is null ? AdditionalFields.Empty : redactor.Redact(_values);

    /// <summary>Begins the next chunk: within one chunk a later value of the same field replaces an earlier one.</summary>
    internal void BeginChunk() => _before?.Clear();

    /// <summary>Adds elements to a field that is a list.</summary>
    internal void Add(string name, object?[] elements)
    {
        _values ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        _values[name] = _values.TryGetValue(name, out var previous) && previous is object?[] list ? [.. list, .. elements] : elements;
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
        _values.TryGetValue(name, out var previous);

        // The same text in each chunk (system_fingerprint, service_tier) costs no new string.
        if (mode != MergeMode.AppendAll && previous is string merged && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(merged))
        {
            return;
        }

        var value = JsonValueReader.Read(ref reader);
        _values[name] = mode == MergeMode.Replace ? value : JoinToBefore(name, previous, value);
    }

    private object? JoinToBefore(string name, object? previous, object? value)
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
        var joined = new Dictionary<string, object?>(first, StringComparer.Ordinal);
        foreach (var field in second)
        {
            joined.TryGetValue(field.Key, out var previous);
            joined[field.Key] = Merge(previous, field.Value, mode);
        }

        return joined;
    }
}
