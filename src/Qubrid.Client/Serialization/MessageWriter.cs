using System.Text.Json;
using Qubrid.Client.Models;

namespace Qubrid.Client.Serialization;

/// <summary>Writes a message of a request, and the tool calls of any message.</summary>
internal static class MessageWriter
{
    /// <summary>Writes a message of a request.</summary>
    internal static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role", message.Role);
        WriteContent(json, message);
        json.WriteIfNotNull("name", message.Name);
        if (message.Role == ChatRoles.Assistant)
        {
            json.WriteIfNotNull("refusal", message.Refusal); // other roles have no refusal
        }

        WriteToolCalls(json, message.ToolCalls, includeAdditional: false);
        json.WriteIfNotNull("tool_call_id", message.ToolCallId);
        json.WriteEndObject();
    }

    /// <summary>Writes the property <c>tool_calls</c>, unless there are no calls.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="includeAdditional">Whether the additional fields are written. Requests omit them, because services may reject unknown fields.</param>
    internal static void WriteToolCalls(Utf8JsonWriter json, ToolCall[] calls, bool includeAdditional)
    {
        if (calls.Length == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            var additional = includeAdditional ? call.AdditionalProperties : AdditionalFields.Empty;
            json.WriteStartObject();
            json.WriteIfNotNull("id", call.Id);
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteIfNotNull("name", call.Name);
            json.WriteString("arguments", call.Arguments);
            if (additional.TryGetValue("function", out var function) && function is IEnumerable<KeyValuePair<string, object?>> fields)
            {
                JsonValueWriter.WriteProperties(json, fields);
            }

            json.WriteEndObject();
            JsonValueWriter.WriteProperties(json, additional.Where(field => field.Key != "function"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // A string, or parts if there are images.
    private static void WriteContent(Utf8JsonWriter json, ChatMessage message)
    {
        if (message.Images.Length == 0)
        {
            json.WriteString("content", message.Content);
            return;
        }

        json.WriteStartArray("content");
        if (!string.IsNullOrEmpty(message.Content))
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", message.Content);
            json.WriteEndObject();
        }

        foreach (var url in message.Images)
        {
            json.WriteStartObject();
            json.WriteString("type", "image_url");
            json.WriteStartObject("image_url");
            json.WriteString("url", url);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
