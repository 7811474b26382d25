using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Writes the body of a request. It does not use JsonSerializer, whose metadata for a dozen optional fields is generic code over value types. No
/// framework has precompiled that code, and it took a third of the compilation time of the first call.
/// </summary>
internal static class RequestWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the body as UTF-8 JSON.</summary>
    internal static byte[] Write(ChatRequest request) => Utf8Json.Write(json => Write(json, request), s_options);

    private static void Write(Utf8JsonWriter json, ChatRequest request)
    {
        json.WriteStartObject();
        json.WriteString("model", request.Model);
        json.WriteStartArray("messages");
        foreach (var message in request.Messages)
        {
            MessageWriter.Write(json, message);
        }

        json.WriteEndArray();
        json.WriteIfNotNull("max_tokens", request.MaxTokens);
        WriteNumber(json, "temperature", request.Temperature);
        WriteNumber(json, "top_p", request.TopP);
        WriteStop(json, request.Stop);
        WriteNumber(json, "presence_penalty", request.PresencePenalty);
        WriteNumber(json, "frequency_penalty", request.FrequencyPenalty);
        json.WriteIfNotNull("seed", request.Seed);
        json.WriteIfNotNull("reasoning_effort", request.ReasoningEffort);
        json.WriteBoolean("stream", request.Stream);
        WriteElement(json, "tools", request.Tools);
        WriteToolChoice(json, request.ToolChoice);
        WriteElement(json, "response_format", request.ResponseFormat);
        if (request.AdditionalProperties is { } additionalProperties)
        {
            foreach (var field in additionalProperties)
            {
                WriteElement(json, field.Key, field.Value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteStop(Utf8JsonWriter json, IReadOnlyList<string>? stop)
    {
        if (stop is null)
        {
            return;
        }

        json.WriteStartArray("stop");
        foreach (var text in stop)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteToolChoice(Utf8JsonWriter json, string? choice)
    {
        if (choice is null || ChatToolChoice.All.Contains(choice))
        {
            json.WriteIfNotNull("tool_choice", choice);
            return;
        }

        json.WriteStartObject("tool_choice");
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", choice);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The shortest form, such as 0.9. System.Text.Json for netstandard2.0 would write 0.90000000000000002.
    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    private static void WriteElement(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is { } element)
        {
            json.WritePropertyName(name);
            element.WriteTo(json);
        }
    }
}
