using System.Buffers.Text;
using System.Collections;
using System.Collections.Specialized;
using System.Data;
using System.Text.Encodings.Web;
using System.Text.Json;
using QubridPS.Input;

namespace QubridPS.Conversion;

/// <summary>
/// The one converter of PowerShell objects to JSON. It reads properties, so it belongs on the pipeline thread. Beyond the
/// depth, and where an object holds itself, the value's text stands in its place.
/// </summary>
internal sealed class ObjectJson(PropertySelector selector, int depth, Action<string> warn)
{
    internal static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly List<object> _path = [];
    private readonly List<List<KeyValuePair<string, object?>>> _fields = []; // of the object at each level
    private bool _warned;

    internal void Write(Utf8JsonWriter json, object? value)
    {
        var plain = Plain(value);
        switch (plain)
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
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
#if NET
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number); // the same shortest digits as below, without a string of them
                break;
#endif
            case DateTime time:
                WriteTime(json, time);
                break;
            case SwitchParameter given:
                json.WriteBooleanValue(given.IsPresent);
                break;
            case not null when ScalarText.OfNumber(plain) is { } number:
                json.WriteRawValue(number, skipInputValidation: true);
                break;
            case not null when ScalarText.Of(plain) is { } text:
                json.WriteStringValue(text);
                break;
            default:
                WriteNested(json, value!, plain);
                break;
        }
    }

    /// <summary>A value as one text: of a string the string itself, of anything with parts its JSON.</summary>
    internal string ToText(object? value)
    {
        var plain = Plain(value);
        if (plain is null or DBNull)
        {
            return "";
        }

        if (ScalarText.Of(plain) is { } text)
        {
            return text;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            Write(json, value);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    // As ScalarText has it, without a string of it.
    private static void WriteTime(Utf8JsonWriter json, DateTime time)
    {
        Span<byte> text = stackalloc byte[33];
        Utf8Formatter.TryFormat(time, text, out var length, 'O');
        json.WriteStringValue(text.Slice(0, length));
    }

    private void WriteNested(Utf8JsonWriter json, object source, object plain)
    {
        if (TextTypes.ParseJson(plain) is { } document)
        {
            using (document)
            {
                document.RootElement.WriteTo(json);
            }

            return;
        }

        var identity = plain is PSCustomObject ? source : plain;
        if (_path.Count >= depth || IsOnPath(identity))
        {
            WarnOnce();
            json.WriteStringValue(TextOf(PSObject.AsPSObject(source)));
            return;
        }

        _path.Add(identity);
        try
        {
            if ((plain is DataTable table ? table.Rows : plain as IEnumerable) is { } many and not (IDictionary or NameValueCollection))
            {
                WriteArray(json, many);
            }
            else
            {
                WriteObject(json, source);
            }
        }
        finally
        {
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private bool IsOnPath(object identity)
    {
        foreach (var outer in _path)
        {
            if (ReferenceEquals(outer, identity))
            {
                return true;
            }
        }

        return false;
    }

    private void WriteArray(Utf8JsonWriter json, IEnumerable many)
    {
        json.WriteStartArray();
        if (many is object?[] array)
        {
            foreach (var element in array)
            {
                Write(json, element);
            }
        }
        else
        {
            foreach (var element in Elements(many))
            {
                Write(json, element);
            }
        }

        json.WriteEndArray();
    }

    // A list that is made while it is read may fail like a getter: it ends there.
    private static IEnumerable<object?> Elements(IEnumerable many)
    {
        if (Attempt(many.GetEnumerator) is not { } elements)
        {
            yield break;
        }

        using var end = elements as IDisposable;
        Func<bool> next = elements.MoveNext;
        Func<object?> current = () => elements.Current;
        while (Attempt(next))
        {
            yield return Attempt(current);
        }
    }

    private static T? Attempt<T>(Func<T> read)
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
        var level = _path.Count - 1;
        while (level >= _fields.Count) // arrays are levels too
        {
            _fields.Add([]);
        }

        json.WriteStartObject();
        selector.Select(source, isTop: level == 0, _fields[level]);
        foreach (var field in _fields[level])
        {
            json.WritePropertyName(field.Key);
            Write(json, field.Value);
        }

        json.WriteEndObject();
    }

    private void WarnOnce()
    {
        if (!_warned)
        {
            _warned = true;
            warn($"Some objects hold themselves or go deeper than {depth} levels; their text stands in their place. Use -Depth or -Property to choose.");
        }
    }

    /// <summary>What the object says of itself, or its type where that throws.</summary>
    internal static string TextOf(PSObject source)
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

    private static object? Plain(object? value) =>
        value is not PSObject source ? value : PropertyValue.IsDeserializedEnum(source) ? source.ToString() : source.BaseObject;
}
