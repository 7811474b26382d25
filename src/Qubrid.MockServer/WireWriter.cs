using System.Text.Json;

namespace Qubrid.MockServer;

/// <summary>Writes completions and chunks as the service sends them.</summary>
internal sealed class WireWriter(string id, MockRequest request, MockAnswer answer, TimeSpan tokenDelay)
{
    // Nominal figures, the same for the same request: a token takes its delay, or a millisecond where there is none.
    private readonly double _secondsPerToken = tokenDelay > TimeSpan.Zero ? tokenDelay.TotalSeconds : 0.001;

    internal byte[] Completion() => Write("chat.completion", json =>
    {
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", answer.Text);
        json.WriteEndObject();
        json.WriteString("finish_reason", "stop");
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
        json.WriteString("finish_reason", "stop");
    }, withFigures: true);

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
