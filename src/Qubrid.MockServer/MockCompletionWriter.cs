using System.Text.Json;

namespace Qubrid.Mock;

/// <summary>Writes completions and streamed chunks in the JSON format of the service.</summary>
internal sealed class MockCompletionWriter(string id, MockRequest request, MockCompletion completion, TimeSpan tokenDelay)
{
    // Reported times are nominal, so that equal requests get equal responses: the delay per token, or 1 ms without a delay.
    private readonly double _secondsPerToken = tokenDelay > TimeSpan.Zero ? tokenDelay.TotalSeconds : 0.001;

    /// <summary>Returns the complete response.</summary>
    internal byte[] WriteCompletion() => Write("chat.completion", json =>
    {
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", completion.Text);
        if (completion.ToolCalls.Length > 0)
        {
            json.WriteStartArray("tool_calls");
            for (var index = 0; index < completion.ToolCalls.Length; index++)
            {
                WriteToolCall(json, index, completion.ToolCalls[index].Arguments);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteString("finish_reason", completion.FinishReason);
    }, includeUsage: true);

    /// <summary>Returns the chunk of a token; the first chunk has the role.</summary>
    internal byte[] WriteChunk(string? role, string token) => Write("chat.completion.chunk", json =>
    {
        json.WriteStartObject("delta");
        if (role is not null)
        {
            json.WriteString("role", role);
        }

        json.WriteString("content", token);
        json.WriteEndObject();
        json.WriteNull("finish_reason");
    }, includeUsage: false);

    /// <summary>Returns the last chunk, with finish reason, usage and metrics.</summary>
    internal byte[] WriteLastChunk() => Write("chat.completion.chunk", json =>
    {
        json.WriteStartObject("delta");
        json.WriteEndObject();
        json.WriteString("finish_reason", completion.FinishReason);
    }, includeUsage: true);

    /// <summary>Returns the chunks of a tool call in the usual order: id and name, then the arguments.</summary>
    internal IEnumerable<byte[]> WriteToolChunks(int index)
    {
        yield return WriteToolChunk(json => WriteToolCall(json, index, ""));
        yield return WriteToolChunk(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("index", index);
            json.WriteStartObject("function");
            json.WriteString("arguments", completion.ToolCalls[index].Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private byte[] WriteToolChunk(Action<Utf8JsonWriter> writeCall) => Write("chat.completion.chunk", json =>
    {
        json.WriteStartObject("delta");
        json.WriteStartArray("tool_calls");
        writeCall(json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNull("finish_reason");
    }, includeUsage: false);

    private void WriteToolCall(Utf8JsonWriter json, int index, string arguments)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        json.WriteString("id", $"{id}-call-{index + 1}");
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", completion.ToolCalls[index].Name);
        json.WriteString("arguments", arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private byte[] Write(string objectType, Action<Utf8JsonWriter> writeChoice, bool includeUsage) => Utf8Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("object", objectType);
        json.WriteNumber("created", request.Time.ToUnixTimeSeconds());
        json.WriteString("model", request.Model);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        writeChoice(json);
        json.WriteEndObject();
        json.WriteEndArray();
        if (includeUsage)
        {
            WriteUsageAndMetrics(json);
        }

        json.WriteEndObject();
    });

    private void WriteUsageAndMetrics(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", completion.PromptTokens);
        json.WriteNumber("completion_tokens", completion.Tokens.Count);
        json.WriteNumber("total_tokens", completion.PromptTokens + completion.Tokens.Count);
        json.WriteEndObject();
        json.WriteStartObject("x_metrics");
        json.WriteNumber("ttft_seconds", _secondsPerToken);
        json.WriteNumber("tps", 1 / _secondsPerToken);
        json.WriteNumber("total_time_seconds", completion.Tokens.Count * _secondsPerToken);
        json.WriteEndObject();
    }
}
