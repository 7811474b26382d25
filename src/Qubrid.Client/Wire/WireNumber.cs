using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>Numbers as servers write them: 12, 12.0, 1.2e1. Anything else is absent.</summary>
internal static class WireNumber
{
    internal static double? Double(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number))
        {
            return double.IsInfinity(number) ? null : number;
        }

        reader.Skip();
        return null;
    }

    internal static long? Long(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        return Double(ref reader) is { } number and > long.MinValue and < long.MaxValue ? (long)number : null;
    }

    internal static DateTimeOffset? UnixTime(double? seconds)
    {
        // The range of DateTimeOffset: years 1 to 9999.
        const double first = -62135596800, last = 253402300799;
        return seconds is >= first and <= last ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds.Value * 1000)) : null;
    }
}
