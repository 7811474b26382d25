using System.Runtime.InteropServices;
using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>JSON as plain .NET values, for fields that have no property: string, bool, long, decimal, double, object[], dictionary.</summary>
internal static class PlainValue
{
    internal static object? Read(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return From(document.RootElement);
    }

    internal static object? From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Text(element),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(From).ToArray(),
        JsonValueKind.Object => Dictionary(element),
        _ => null,
    };

    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var quoted = JsonMarshal.GetRawUtf8Value(element);
            return LenientText.Decode(quoted.Slice(1, quoted.Length - 2));
        }
    }

    private static object Number(JsonElement element)
    {
        if (element.TryGetInt64(out var whole))
        {
            return whole;
        }

        // More digits than a double holds stay whole as a decimal where they fit.
        return element.TryGetDecimal(out var precise) && precise != 0 ? precise : element.GetDouble();
    }

    private static Dictionary<string, object?> Dictionary(JsonElement element)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in element.EnumerateObject())
        {
            fields[field.Name] = From(field.Value);
        }

        return fields;
    }
}
