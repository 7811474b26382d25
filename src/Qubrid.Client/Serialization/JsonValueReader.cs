using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>JSON as plain .NET values, for fields that have no property: string, bool, long, decimal, double, object[], dictionary.</summary>
internal static class JsonValueReader
{
    // Nobody changes a value that was read.
    private static readonly Dictionary<string, object?> s_noFields = new(StringComparer.Ordinal);

    /// <summary>The reader stands on the value, and ends on its end.</summary>
    internal static object? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => ReadString(ref reader),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.StartObject => ReadObject(ref reader),
        _ => null,
    };

    private static string ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LenientStringDecoder.Decode(reader.ValueSpan);
        }
    }

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var integer))
        {
            return integer;
        }

        // More digits than a double holds stay whole as a decimal where they fit.
        return reader.TryGetDecimal(out var decimalNumber) && decimalNumber != 0 ? decimalNumber : reader.GetDouble();
    }

    private static object?[] ReadArray(ref Utf8JsonReader reader)
    {
        List<object?>? elements = null; // millions of empty ones cost nothing
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements ??= [];
            elements.Add(Read(ref reader));
        }

        return elements?.ToArray() ?? [];
    }

    private static Dictionary<string, object?> ReadObject(ref Utf8JsonReader reader)
    {
        Dictionary<string, object?>? fields = null;
        while (CompletionReader.ReadNextProperty(ref reader))
        {
            fields ??= new Dictionary<string, object?>(StringComparer.Ordinal);
            var name = ReadString(ref reader);
            reader.Read();
            fields[name] = Read(ref reader);
        }

        return fields ?? s_noFields;
    }
}
