namespace Qubrid.Client.Wire;

/// <summary>Tells by its first bytes what a body is, whatever its headers call it.</summary>
internal static class BodyText
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    internal static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) =>
        body.StartsWith(ByteOrderMark) ? body.Slice(ByteOrderMark.Length) : body;

    internal static bool IsBlank(ReadOnlySpan<byte> body) => Start(body).IsEmpty;

    /// <summary>So little that it could still become anything.</summary>
    internal static bool IsUndecided(ReadOnlySpan<byte> body) => ByteOrderMark.StartsWith(body) || IsBlank(body);

    internal static bool IsJson(ReadOnlySpan<byte> body) => Start(body) is [(byte)'{' or (byte)'[', ..];

    /// <summary>The data of the event that ends a stream, whatever blanks stand around it.</summary>
    internal static bool IsDone(ReadOnlySpan<byte> data)
    {
        var start = Start(data);
        return start.StartsWith("[DONE]"u8) && IsBlank(start.Slice("[DONE]"u8.Length));
    }

    internal static bool IsEvents(ReadOnlySpan<byte> body)
    {
        var start = Start(body);
        return start.StartsWith("data:"u8) || start.StartsWith("event:"u8) || start.StartsWith("id:"u8)
            || start.StartsWith("retry:"u8) || start.StartsWith(":"u8);
    }

    private static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> body)
    {
        body = WithoutMark(body);
        while (body is [(byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..])
        {
            body = body.Slice(1);
        }

        return body;
    }
}
