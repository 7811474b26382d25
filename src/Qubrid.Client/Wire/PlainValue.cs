using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>JSON as plain .NET values, for fields that have no property: string, bool, long, decimal, double, object[], dictionary.</summary>
internal static class PlainValue
{
    /// <summary>The reader stands on the value, and ends on its end.</summary>
    internal static object? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Text(ref reader),
        JsonTokenType.Number => Number(ref reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.StartArray => Array(ref reader),
        JsonTokenType.StartObject => Dictionary(ref reader),
        _ => null,
    };

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LenientText.Decode(reader.ValueSpan);
        }
    }

    private static object Number(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        // More digits than a double holds stay whole as a decimal where they fit.
        return reader.TryGetDecimal(out var precise) && precise != 0 ? precise : reader.GetDouble();
    }

    private static object?[] Array(ref Utf8JsonReader reader)
    {
        var elements = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(Read(ref reader));
        }

        return [.. elements];
    }

    private static Dictionary<string, object?> Dictionary(ref Utf8JsonReader reader)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (CompletionReader.NextProperty(ref reader))
        {
            var name = Text(ref reader);
            reader.Read();
            fields[name] = Read(ref reader);
        }

        return fields;
    }
}
