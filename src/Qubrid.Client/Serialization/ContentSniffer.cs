namespace Qubrid.Client.Serialization;

/// <summary>Tells by its first bytes what a body is, whatever its headers call it.</summary>
internal static class ContentSniffer
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    internal static ReadOnlySpan<byte> TrimByteOrderMark(ReadOnlySpan<byte> body) =>
        body.StartsWith(ByteOrderMark) ? body.Slice(ByteOrderMark.Length) : body;

    internal static bool IsBlank(ReadOnlySpan<byte> body) => TrimStart(body).IsEmpty;

    /// <summary>Returns whether so little has come that it could still become a stream of events: no event comes before its first data line.</summary>
    internal static bool NeedsMoreBytes(ReadOnlySpan<byte> body) =>
        !IsJson(body) && !IsEventStream(body) && body.IndexOf("\ndata:"u8) < 0 && body.IndexOf("\rdata:"u8) < 0;

    /// <summary>Returns whether bytes are the beginning of a text, not of something compressed.</summary>
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

    internal static bool IsJson(ReadOnlySpan<byte> body) => TrimStart(body) is [(byte)'{' or (byte)'[', ..];

    /// <summary>Returns whether data is that of the event that ends a stream, whatever blanks or quotation marks are around it.</summary>
    internal static bool IsDone(ReadOnlySpan<byte> data) => Is(data, "[DONE]"u8) || Is(data, "\"[DONE]\""u8);

    /// <summary>Returns whether data holds no value at all.</summary>
    internal static bool IsNothing(ReadOnlySpan<byte> data) => IsBlank(data) || Is(data, "null"u8) || Is(data, "\"\""u8);

    internal static bool IsEventStream(ReadOnlySpan<byte> body)
    {
        var start = TrimStart(body);
        return start.StartsWith("data:"u8) || start.StartsWith("event:"u8) || start.StartsWith("id:"u8)
            || start.StartsWith("retry:"u8) || start.StartsWith(":"u8);
    }

    private static bool Is(ReadOnlySpan<byte> data, ReadOnlySpan<byte> word)
    {
        var start = TrimStart(data);
        return start.StartsWith(word) && IsBlank(start.Slice(word.Length));
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
