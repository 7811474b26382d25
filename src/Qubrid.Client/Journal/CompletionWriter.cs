using System.Text.Json;
using Qubrid.Client.Wire;

namespace Qubrid.Client.Journal;

/// <summary>Writes a completion as the service would send it whole; CompletionReader reads it again.</summary>
internal static class CompletionWriter
{
    internal static void Write(Utf8JsonWriter json, ChatCompletion completion)
    {
        json.WriteStartObject();
        json.WriteOptional("id", completion.Id);
        json.WriteOptional("object", completion.Object);
        json.WriteOptional("created", completion.Created?.ToUnixTimeSeconds());
        json.WriteOptional("model", completion.Model);
        json.WriteStartArray("choices");
        foreach (var choice in completion.Choices)
        {
            WriteChoice(json, choice);
        }

        json.WriteEndArray();
        WriteUsage(json, completion.Usage);
        WriteMetrics(json, completion.Metrics);
        PlainWriter.WriteFields(json, completion.AdditionalProperties);
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, Choice choice)
    {
        json.WriteStartObject();
        json.WriteNumber("index", choice.Index);
        json.WriteStartObject("message");
        json.WriteOptional("role", choice.Message.Role);
        json.WriteOptional("content", choice.Message.Content);
        json.WriteOptional("name", choice.Message.Name);
        json.WriteOptional("reasoning_content", choice.Message.Reasoning);
        json.WriteOptional("refusal", choice.Message.Refusal);
        WriteToolCalls(json, choice.Message.ToolCalls);
        PlainWriter.WriteFields(json, choice.Message.AdditionalProperties);
        json.WriteEndObject();
        json.WriteOptional("finish_reason", choice.FinishReason);
        PlainWriter.WriteFields(json, choice.AdditionalProperties);
        json.WriteEndObject();
    }

    private static void WriteToolCalls(Utf8JsonWriter json, ToolCall[] calls)
    {
        if (calls.Length == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteOptional("id", call.Id);
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteOptional("name", call.Name);
            json.WriteString("arguments", call.Arguments);
            if (call.AdditionalProperties.TryGetValue("function", out var inner) && inner is IEnumerable<KeyValuePair<string, object?>> fields)
            {
                PlainWriter.WriteFields(json, fields);
            }

            json.WriteEndObject();
            PlainWriter.WriteFields(json, call.AdditionalProperties.Where(field => field.Key != "function"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter json, Usage? usage)
    {
        if (usage is not null)
        {
            json.WriteStartObject("usage");
            json.WriteOptional("prompt_tokens", usage.PromptTokens);
            json.WriteOptional("completion_tokens", usage.CompletionTokens);
            json.WriteOptional("total_tokens", usage.TotalTokens);
            PlainWriter.WriteFields(json, usage.AdditionalProperties);
            json.WriteEndObject();
        }
    }

    private static void WriteMetrics(Utf8JsonWriter json, Metrics? metrics)
    {
        if (metrics is not null)
        {
            json.WriteStartObject("x_metrics");
            PlainWriter.WriteField(json, "ttft_seconds", metrics.TtftSeconds);
            PlainWriter.WriteField(json, "tps", metrics.TokensPerSecond);
            PlainWriter.WriteField(json, "total_time_seconds", metrics.TotalTimeSeconds);
            PlainWriter.WriteFields(json, metrics.AdditionalProperties);
            json.WriteEndObject();
        }
    }
}
