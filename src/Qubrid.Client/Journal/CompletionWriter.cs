using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>Writes a completion as the service would send it whole; CompletionReader reads it again.</summary>
internal static class CompletionWriter
{
    internal static void Write(Utf8JsonWriter json, ChatCompletion completion)
    {
        json.WriteStartObject();
        WriteText(json, "id", completion.Id);
        WriteText(json, "object", completion.Object);
        WriteNumber(json, "created", completion.Created?.ToUnixTimeSeconds());
        WriteText(json, "model", completion.Model);
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
        WriteText(json, "role", choice.Message.Role);
        WriteText(json, "content", choice.Message.Content);
        WriteText(json, "name", choice.Message.Name);
        WriteText(json, "reasoning_content", choice.Message.Reasoning);
        WriteToolCalls(json, choice.Message.ToolCalls);
        PlainWriter.WriteFields(json, choice.Message.AdditionalProperties);
        json.WriteEndObject();
        WriteText(json, "finish_reason", choice.FinishReason);
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
            WriteText(json, "id", call.Id);
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            WriteText(json, "name", call.Name);
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
            WriteNumber(json, "prompt_tokens", usage.PromptTokens);
            WriteNumber(json, "completion_tokens", usage.CompletionTokens);
            WriteNumber(json, "total_tokens", usage.TotalTokens);
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

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is not null)
        {
            json.WriteNumber(name, number.Value);
        }
    }
}
