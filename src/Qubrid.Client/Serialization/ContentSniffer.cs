namespace Qubrid.Client.Serialization;

/// <summary>Detects the format of a body by its first bytes. Headers are ignored.</summary>
internal static class ContentSniffer
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    internal static ReadOnlySpan<byte> TrimByteOrderMark(ReadOnlySpan<byte> body) =>
        body.StartsWith(ByteOrderMark) ? body.Slice(ByteOrderMark.Length) : body;

    internal static bool IsBlank(ReadOnlySpan<byte> body) => TrimStart(body).IsEmpty;

    /// <summary>Returns whether the bytes are not sufficient to rule out a stream of events, which starts at the latest with its first data line.</summary>
    internal static bool NeedsMoreBytes(ReadOnlySpan<byte> body) =>
        !IsJson(body) && !IsEventStream(body) && body.IndexOf("\ndata:"u8) < 0 && body.IndexOf("\rdata:"u8) < 0;

    /// <summary>Returns whether the bytes are printable ASCII text, not compressed data.</summary>
    internal static bool IsPlain(ReadOnlySpan<byte> body)
    {
        foreach (var value in TrimByteOrderMark(body))
        {
            if (value is not ((>= (byte)' ' and < 0x7F) or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns whether the bytes start like a JSON object or array.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> body) => TrimStart(body) is [(byte)'{' or (byte)'[', ..];

    /// <summary>Returns whether the data ends a stream. White space and quotation marks around [DONE] are ignored.</summary>
    internal static bool IsDone(ReadOnlySpan<byte> data) => Is(data, "[DONE]"u8) || Is(data, "\"[DONE]\""u8);

    /// <summary>Returns whether the data contains no value: blank, null or an empty string.</summary>
    internal static bool IsEmptyValue(ReadOnlySpan<byte> data) => IsBlank(data) || Is(data, "null"u8) || Is(data, "\"\""u8);

    /// <summary>Returns whether the bytes start like server-sent events.</summary>
    internal static bool IsEventStream(ReadOnlySpan<byte> body)
    {
        var start = TrimStart(body);
        return start.StartsWith("data:"u8) || start.StartsWith("event:"u8) || start.StartsWith("id:"u8)
            || start.StartsWith("retry:"u8) || start.StartsWith(":"u8);
    }

    private static bool Is(ReadOnlySpan<byte> data, ReadOnlySpan<byte> value)
    {
        var start = TrimStart(data);
        return start.StartsWith(value) && IsBlank(start.Slice(value.Length));
    }

    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> body)
    {
        body = TrimByteOrderMark(body);
        while (body is [(byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..])
        {
            body = body.Slice(1);
        }

        return body;
    }
}
