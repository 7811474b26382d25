using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Writes a completion as the service would send it without streaming, so that <see cref="CompletionReader"/> can read it.</summary>
internal static class CompletionWriter
{
    internal static void Write(Utf8JsonWriter json, ChatCompletion completion)
    {
        json.WriteStartObject();
        json.WriteIfNotNull("id", completion.Id);
        json.WriteIfNotNull("object", completion.Object);
        json.WriteIfNotNull("created", completion.Created?.ToUnixTimeSeconds());
        json.WriteIfNotNull("model", completion.Model);
        json.WriteStartArray("choices");
        foreach (var choice in completion.Choices)
        {
            WriteChoice(json, choice);
        }

        json.WriteEndArray();
        WriteUsage(json, completion.Usage);
        WriteMetrics(json, completion.Metrics);
        JsonValueWriter.WriteProperties(json, completion.AdditionalProperties);
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, ChatChoice choice)
    {
        json.WriteStartObject();
        json.WriteNumber("index", choice.Index);
        json.WriteStartObject("message");
        json.WriteIfNotNull("role", choice.Message.Role);
        json.WriteIfNotNull("content", choice.Message.Content);
        json.WriteIfNotNull("name", choice.Message.Name);
        json.WriteIfNotNull("reasoning_content", choice.Message.Reasoning);
        json.WriteIfNotNull("refusal", choice.Message.Refusal);
        MessageWriter.WriteToolCalls(json, choice.Message.ToolCalls, includeAdditional: true);
        JsonValueWriter.WriteProperties(json, choice.Message.AdditionalProperties);
        json.WriteEndObject();
        json.WriteIfNotNull("finish_reason", choice.FinishReason);
        JsonValueWriter.WriteProperties(json, choice.AdditionalProperties);
        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, ChatUsage? usage)
    {
        if (usage is not null)
        {
            json.WriteStartObject("usage");
            json.WriteIfNotNull("prompt_tokens", usage.PromptTokens);
            json.WriteIfNotNull("completion_tokens", usage.CompletionTokens);
            json.WriteIfNotNull("total_tokens", usage.TotalTokens);
            JsonValueWriter.WriteProperties(json, usage.AdditionalProperties);
            json.WriteEndObject();
        }
    }

    private static void WriteMetrics(Utf8JsonWriter json, ServiceMetrics? metrics)
    {
        if (metrics is not null)
        {
            json.WriteStartObject("x_metrics");
            JsonValueWriter.WriteProperty(json, "ttft_seconds", metrics.TtftSeconds);
            JsonValueWriter.WriteProperty(json, "tps", metrics.TokensPerSecond);
            JsonValueWriter.WriteProperty(json, "total_time_seconds", metrics.TotalTimeSeconds);
            JsonValueWriter.WriteProperties(json, metrics.AdditionalProperties);
            json.WriteEndObject();
        }
    }
}
