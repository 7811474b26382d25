using System.Text.Json;

namespace Qubrid.Client.Tests.Support;

/// <summary>Chunks of a stream as short as the wire allows.</summary>
internal static class Chunk
{
    /// <summary>One delta, given as the inside of its JSON object.</summary>
    internal static string Delta(string inside, int index = 0, string? finish = null, string more = "") =>
        $$"""{"choices":[{"index":{{index}},"delta":{{{inside}}},"finish_reason":{{Quote(finish)}}}]{{more}}}""";

    internal static string Text(string text, int index = 0) => Delta($"\"content\":{Quote(text)}", index);

    internal static string Stop(string finish = "stop", int index = 0, string more = "") => Delta("", index, finish, more);

    internal static string Whole(string text, string more = "") =>
        $$"""{"id":"c1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":{{Quote(text)}}},"finish_reason":"stop"}]{{more}}}""";

    private static string Quote(string? text) => text is null ? "null" : '"' + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() + '"';
}
