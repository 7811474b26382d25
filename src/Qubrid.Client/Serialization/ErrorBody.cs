using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Reads the body of an error response: JSON, server-sent events, an HTML page or plain text. Headers are ignored.</summary>
internal static class ErrorBody
{
    /// <summary>Returns the JSON value, or the readable text.</summary>
    internal static object? Read(ReadOnlySpan<byte> body)
    {
        body = ContentSniffer.TrimByteOrderMark(body);
        return ReadJson(body) ?? (ContentSniffer.IsEventStream(body) ? ReadEvents(body) : ReadText(body));
    }

    /// <summary>Returns the JSON value; null if the text is not JSON.</summary>
    internal static object? ReadJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, CompletionReader.Options);
            reader.Read();
            var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            var value = JsonValueReader.Read(ref reader);
            if (!isContainer)
            {
                reader.Read(); // throws if text follows, as in "502 Bad Gateway"
            }

            return value;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the first error event. Some gateways send error responses as a stream, because a stream was requested.</summary>
    private static object? ReadEvents(ReadOnlySpan<byte> body)
    {
        using var stream = new MemoryStream(body.ToArray());
        foreach (var item in SseParser.Create(stream, static (_, data) => ContentSniffer.IsDone(data) ? null : ReadJson(data) ?? ReadText(data)).Enumerate())
        {
            if (ErrorReader.Read(item.Data) is not null)
            {
                return item.Data;
            }
        }

        return ReadText(body);
    }

    private static string? ReadText(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.ToArray()).Trim();
        if (text.StartsWith("<", StringComparison.Ordinal))
        {
            text = HtmlTitleExtractor.Extract(text);
        }

        return text.Length == 0 ? null : text;
    }
}
