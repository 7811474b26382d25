using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Converts JSON to .NET values, for fields that have no property: string, bool, long, decimal, double, object[] and dictionary.</summary>
internal static class JsonValueReader
{
    // The values that were read are never changed.
    private static readonly Dictionary<string, object?> s_noFields = new(StringComparer.Ordinal);

    /// <summary>Reads the value at the reader's position.</summary>
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

        // A decimal preserves more digits than a double, if the number is in its range.
        return reader.TryGetDecimal(out var decimalNumber) && decimalNumber != 0 ? decimalNumber : reader.GetDouble();
    }

    private static object?[] ReadArray(ref Utf8JsonReader reader)
    {
        List<object?>? elements = null; // no allocation for millions of empty arrays
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
