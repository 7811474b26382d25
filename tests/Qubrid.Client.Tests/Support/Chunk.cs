using System.Text.Json;

namespace Qubrid.Client.Tests.Support;

/// <summary>Creates minimal chunks of a stream.</summary>
internal static class Chunk
{
    /// <summary>Creates a chunk with one delta from the content of its JSON object.</summary>
    internal static string Delta(string deltaFields, int index = 0, string? finishReason = null, string extraFields = "") =>
        $$"""{"choices":[{"index":{{index}},"delta":{{{deltaFields}}},"finish_reason":{{Quote(finishReason)}}}]{{extraFields}}}""";

    internal static string Text(string text, int index = 0) => Delta($"\"content\":{Quote(text)}", index);

    internal static string Stop(string finishReason = "stop", int index = 0, string extraFields = "") => Delta("", index, finishReason, extraFields);

    internal static string Complete(string text, string extraFields = "") =>
        $$"""{"id":"c1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":{{Quote(text)}}},"finish_reason":"stop"}]{{extraFields}}}""";

    private static string Quote(string? text) => text is null ? "null" : '"' + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() + '"';
}
