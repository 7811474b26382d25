using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Writes one message of a request's body.</summary>
internal static class MessageWriter
{
    internal static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role", message.Role);
        WriteContent(json, message);
        json.WriteIfNotNull("name", message.Name);
        if (message.Role == ChatRoles.Assistant)
        {
            json.WriteIfNotNull("refusal", message.Refusal); // no other role has it
        }

        if (message.ToolCalls.Length > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (var call in message.ToolCalls)
            {
                WriteCall(json, call);
            }

            json.WriteEndArray();
        }

        json.WriteIfNotNull("tool_call_id", message.ToolCallId);
        json.WriteEndObject();
    }

    // Text, or parts where there are images; null where a message holds only tool calls.
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

    private static void WriteCall(Utf8JsonWriter json, ToolCall call)
    {
        json.WriteStartObject();
        json.WriteIfNotNull("id", call.Id);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteIfNotNull("name", call.Name);
        json.WriteString("arguments", call.Arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
