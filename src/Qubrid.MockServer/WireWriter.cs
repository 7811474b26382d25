using System.Text.Json;

namespace Qubrid.MockServer;

/// <summary>Writes completions and chunks as the service sends them.</summary>
internal sealed class WireWriter(string id, MockRequest request, MockAnswer answer, TimeSpan tokenDelay)
{
    // Nominal figures, the same for the same request: a token takes its delay, or a millisecond where there is none.
    private readonly double _secondsPerToken = tokenDelay > TimeSpan.Zero ? tokenDelay.TotalSeconds : 0.001;

    private string FinishReason => answer.ToolCalls.Length == 0 ? "stop" : "tool_calls";

    internal byte[] Completion() => Write("chat.completion", json =>
    {
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", answer.Text);
        if (answer.ToolCalls.Length > 0)
        {
            json.WriteStartArray("tool_calls");
            for (var place = 0; place < answer.ToolCalls.Length; place++)
            {
                WriteToolCall(json, place, answer.ToolCalls[place].Arguments);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteString("finish_reason", FinishReason);
    }, withFigures: true);

    internal byte[] Chunk(string? role, string token) => Write("chat.completion.chunk", json =>
    {
        json.WriteStartObject("delta");
        if (role is not null)
        {
            json.WriteString("role", role);
        }

        json.WriteString("content", token);
        json.WriteEndObject();
        json.WriteNull("finish_reason");
    }, withFigures: false);

    internal byte[] LastChunk() => Write("chat.completion.chunk", json =>
    {
        json.WriteStartObject("delta");
        json.WriteEndObject();
        json.WriteString("finish_reason", FinishReason);
    }, withFigures: true);

    /// <summary>A call as services stream it: id and name first, then the arguments.</summary>
    internal IEnumerable<byte[]> ToolChunks(int place)
    {
        yield return ToolChunk(json => WriteToolCall(json, place, ""));
        yield return ToolChunk(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("index", place);
            json.WriteStartObject("function");
            json.WriteString("arguments", answer.ToolCalls[place].Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private byte[] ToolChunk(Action<Utf8JsonWriter> writeCall) => Write("chat.completion.chunk", json =>
    {
        json.WriteStartObject("delta");
        json.WriteStartArray("tool_calls");
        writeCall(json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNull("finish_reason");
    }, withFigures: false);

    private void WriteToolCall(Utf8JsonWriter json, int place, string arguments)
    {
        json.WriteStartObject();
        json.WriteNumber("index", place);
        json.WriteString("id", $"{id}-call-{place + 1}");
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", answer.ToolCalls[place].Name);
        json.WriteString("arguments", arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private byte[] Write(string kind, Action<Utf8JsonWriter> writeChoice, bool withFigures)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("object", kind);
            json.WriteNumber("created", request.Time.ToUnixTimeSeconds());
            json.WriteString("model", request.Model);
            json.WriteStartArray("choices");
            json.WriteStartObject();
            json.WriteNumber("index", 0);
            writeChoice(json);
            json.WriteEndObject();
            json.WriteEndArray();
            if (withFigures)
            {
                WriteFigures(json);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private void WriteFigures(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", answer.PromptTokens);
        json.WriteNumber("completion_tokens", answer.Tokens.Count);
        json.WriteNumber("total_tokens", answer.PromptTokens + answer.Tokens.Count);
        json.WriteEndObject();
        json.WriteStartObject("x_metrics");
        json.WriteNumber("ttft_seconds", _secondsPerToken);
        json.WriteNumber("tps", 1 / _secondsPerToken);
        json.WriteNumber("total_time_seconds", answer.Tokens.Count * _secondsPerToken);
        json.WriteEndObject();
    }
}
