using System.Buffers.Text;
using System.Collections;
using System.Collections.Specialized;
using System.Data;
using System.Text.Encodings.Web;
using System.Text.Json;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>
/// Converts PowerShell objects to JSON. Calls property getters, so it must be used on the pipeline thread. Objects beyond the maximum
/// depth and circular references are converted to strings, with one warning.
/// </summary>
internal sealed class PSObjectJsonWriter(PropertySelector selector, int depth, Action<string> warn)
{
    /// <summary>Options for JSON without white space and with only the necessary escapes.</summary>
    internal static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private const int DefaultDepth = 100;

    private readonly List<object> _ancestors = [];
    private readonly List<List<KeyValuePair<string, object?>>> _fieldPool = []; // one list per nesting level, reused
    private bool _warned;

    /// <summary>Returns a value as text, as <see cref="ToText"/> does, including all its properties.</summary>
    internal static string ToTextWithAllProperties(object? value, Action<string> warn, int depth = DefaultDepth) =>
        new PSObjectJsonWriter(new PropertySelector(null), depth, warn).ToText(value);

    /// <summary>Writes a value.</summary>
    internal void Write(Utf8JsonWriter json, object? value)
    {
        var unwrapped = Unwrap(value);
        if (_ancestors.Count == 0 && unwrapped is not (null or string or PSCustomObject) && selector.UsesProperties(unwrapped))
        {
            WriteProperties(json, value!, unwrapped);
            return;
        }

        switch (unwrapped)
        {
            case null or DBNull:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case bool boolean:
                json.WriteBooleanValue(boolean);
                break;
#if NET
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number); // the same digits as below, without an intermediate string
                break;
#endif
            case DateTime time:
                WriteTime(json, time);
                break;
            case SwitchParameter number:
                json.WriteBooleanValue(number.IsPresent);
                break;
            case not null when ScalarFormatter.TryFormatNumber(unwrapped) is { } number:
                json.WriteRawValue(number, skipInputValidation: true);
                break;
            case not null when ScalarFormatter.TryFormat(unwrapped) is { } text:
                json.WriteStringValue(text);
                break;
            default:
                WriteNested(json, value!, unwrapped);
                break;
        }
    }

    /// <summary>Returns a value as text: a string or scalar as it is, null as an empty string, anything else as JSON.</summary>
    internal string ToText(object? value)
    {
        var unwrapped = Unwrap(value);
        if (unwrapped is null or DBNull)
        {
            return "";
        }

        if (ScalarFormatter.TryFormat(unwrapped) is { } text)
        {
            return text;
        }

        return Utf8Json.WriteText(json => Write(json, value), Compact);
    }

    // The same format as in ScalarFormatter, without an intermediate string.
    private static void WriteTime(Utf8JsonWriter json, DateTime time)
    {
        Span<byte> text = stackalloc byte[33];
        Utf8Formatter.TryFormat(time, text, out var length, 'O');
        json.WriteStringValue(text.Slice(0, length));
    }

    private void WriteNested(Utf8JsonWriter json, object source, object unwrapped)
    {
        if (TextTypes.ParseJson(unwrapped) is { } document)
        {
            using (document)
            {
                document.RootElement.WriteTo(json);
            }

            return;
        }

        var identity = unwrapped is PSCustomObject ? source : unwrapped;
        if (_ancestors.Count >= depth || IsAncestor(identity))
        {
            WriteWarningOnce();
            json.WriteStringValue(ToStringOrTypeName(PSObject.AsPSObject(source)));
            return;
        }

        _ancestors.Add(identity);
        try
        {
            if ((unwrapped is DataTable table ? table.Rows : unwrapped as IEnumerable) is { } items and not (IDictionary or NameValueCollection))
            {
                WriteArray(json, items);
            }
            else
            {
                WriteObject(json, source);
            }
        }
        finally
        {
            _ancestors.RemoveAt(_ancestors.Count - 1);
        }
    }

    private void WriteProperties(Utf8JsonWriter json, object source, object unwrapped)
    {
        _ancestors.Add(unwrapped);
        WriteObject(json, source);
        _ancestors.RemoveAt(_ancestors.Count - 1);
    }

    private bool IsAncestor(object identity)
    {
        foreach (var outer in _ancestors)
        {
            if (ReferenceEquals(outer, identity))
            {
                return true;
            }
        }

        return false;
    }

    private void WriteArray(Utf8JsonWriter json, IEnumerable items)
    {
        json.WriteStartArray();
        if (items is object?[] array)
        {
            foreach (var element in array)
            {
                Write(json, element);
            }
        }
        else
        {
            foreach (var element in Enumerate(items))
            {
                Write(json, element);
            }
        }

        json.WriteEndArray();
    }

    // A lazily evaluated sequence can throw, like a property getter; it ends there.
    private static IEnumerable<object?> Enumerate(IEnumerable items)
    {
        if (TryGet(items.GetEnumerator) is not { } elements)
        {
            yield break;
        }

        using var end = elements as IDisposable;
        Func<bool> next = elements.MoveNext;
        Func<object?> current = () => elements.Current;
        while (TryGet(next))
        {
            yield return TryGet(current);
        }
    }

    private static T? TryGet<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            return default;
        }
    }

    private void WriteObject(Utf8JsonWriter json, object source)
    {
        var level = _ancestors.Count - 1;
        while (level >= _fieldPool.Count) // arrays count as levels too
        {
            _fieldPool.Add([]);
        }

        json.WriteStartObject();
        selector.Select(source, isTopLevel: level == 0, _fieldPool[level]);
        foreach (var field in _fieldPool[level])
        {
            json.WritePropertyName(field.Key);
            Write(json, field.Value);
        }

        json.WriteEndObject();
    }

    private void WriteWarningOnce()
    {
        if (!_warned)
        {
            _warned = true;
            warn($"Some objects contain circular references or are nested deeper than {depth} levels, and were converted to strings. "
                + "To change what is included, select properties with Select-Object, or use -Depth of Invoke-QubridChat.");
        }
    }

    /// <summary>Returns the string value of an object, or the name of its type if ToString throws.</summary>
    internal static string ToStringOrTypeName(PSObject source)
    {
        try
        {
            return InvariantText.From(source)!;
        }
        catch (Exception error) when (error is ExtendedTypeSystemException or RuntimeException)
        {
            return source.BaseObject.GetType().FullName!;
        }
    }

    private static object? Unwrap(object? value) =>
        value is not PSObject source ? value : PSObjectReader.IsDeserializedEnum(source) ? source.ToString() : source.BaseObject;
}
