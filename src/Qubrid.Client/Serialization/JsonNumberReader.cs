using System.Buffers.Text;
using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Reads numbers in the formats of different services: 12, 12.0, 1.2e1, "12". Returns null for any other value.</summary>
internal static class JsonNumberReader
{
    internal static double? ReadDouble(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number))
        {
            return double.IsInfinity(number) ? null : number;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return ReadText(ref reader);
        }

        reader.Skip();
        return null;
    }

    internal static long? ReadInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var integer))
        {
            return integer;
        }

        return ReadDouble(ref reader) is { } number and > long.MinValue and < long.MaxValue ? (long)number : null;
    }

    private static double? ReadText(ref Utf8JsonReader reader) =>
        reader.ValueSpan.Length < 32
        && Utf8Parser.TryParse(reader.ValueSpan, out double number, out var length)
        && length == reader.ValueSpan.Length
        && !double.IsInfinity(number)
        && !double.IsNaN(number)
            ? number
            : null;

    /// <summary>Converts Unix seconds; returns null for 0 and for values out of range.</summary>
    internal static DateTimeOffset? FromUnixTime(double? seconds)
    {
        // The range of DateTimeOffset is the years 1 to 9999. Some servers send 0 for an unknown time.
        const double min = -62135596800, max = 253402300799;
        return seconds is >= min and <= max and not 0 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds.Value * 1000)) : null;
    }
}
