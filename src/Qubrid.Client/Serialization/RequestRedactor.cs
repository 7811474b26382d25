using System.Text.Json;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Redacts the secrets of the connection in a request, because a tool result or a piped error record can contain them. A request without a
/// secret remains the same object, so that its body is written only once.
/// </summary>
internal static class RequestRedactor
{
    private const string DataScheme = "data:";

    internal static ChatRequest Redact(ChatRequest request, KeyRedactor redactor)
    {
        var messages = Redact(request.Messages, redactor);
        var (tools, responseFormat) = (Redact(request.Tools, redactor), Redact(request.ResponseFormat, redactor));
        var fields = Redact(request.AdditionalProperties, redactor);
        var (model, stop) = (redactor.Redact(request.Model)!, request.Stop?.Select(text => redactor.Redact(text)!).ToArray());
        return ReferenceEquals(messages, request.Messages) && tools is null && responseFormat is null && fields is null && ReferenceEquals(model, request.Model)
            && (stop is null || stop.SequenceEqual(request.Stop!))
            ? request
            : request.WithTexts(stop, responseFormat ?? request.ResponseFormat, tools ?? request.Tools, fields ?? request.AdditionalProperties)
                .WithMessages(messages)
                .WithModel(model);
    }

    private static IReadOnlyList<ChatMessage> Redact(IReadOnlyList<ChatMessage> messages, KeyRedactor redactor)
    {
        ChatMessage[]? copy = null;
        for (var index = 0; index < messages.Count; index++)
        {
            if (HasKey(messages[index], redactor))
            {
                copy ??= [.. messages];
                copy[index] = Redact(messages[index], redactor);
            }
        }

        return copy ?? messages;
    }

    private static bool HasKey(ChatMessage message, KeyRedactor redactor) =>
        Has(message.Content, redactor) || Has(message.Name, redactor) || Has(message.Role, redactor) || Has(message.ToolCallId, redactor)
        || Has(message.Reasoning, redactor) || Has(message.Refusal, redactor)
        || Array.Exists(message.Images, image => RedactImage(image, redactor) != image)
        || Array.Exists(message.ToolCalls, call => Has(call.Arguments, redactor) || Has(call.Name, redactor) || Has(call.Id, redactor));

    private static ChatMessage Redact(ChatMessage message, KeyRedactor redactor) => new()
    {
        Role = redactor.Redact(message.Role)!,
        Content = redactor.Redact(message.Content),
        Name = redactor.Redact(message.Name),
        Images = Array.ConvertAll(message.Images, image => RedactImage(image, redactor)),
        Reasoning = redactor.Redact(message.Reasoning),
        Refusal = redactor.Redact(message.Refusal),
        ToolCalls = Array.ConvertAll(message.ToolCalls, call => new ToolCall
        {
            Id = redactor.Redact(call.Id),
            Name = redactor.Redact(call.Name),
            Arguments = redactor.Redact(call.Arguments)!,
            AdditionalProperties = redactor.Redact(call.AdditionalProperties),
        }),
        ToolCallId = redactor.Redact(message.ToolCallId),
        AdditionalProperties = redactor.Redact(message.AdditionalProperties),
    };

    private static bool Has(string? text, KeyRedactor redactor) => text is not null && redactor.IsContainedIn(text.AsSpan());

    // The bytes of an image are not text, and can be many megabytes.
    private static string RedactImage(string url, KeyRedactor redactor) =>
        url is null || url.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase) ? url! : redactor.Redact(url)!;

    private static JsonElement? Redact(JsonElement? value, KeyRedactor redactor) =>
        value is { ValueKind: not JsonValueKind.Undefined } element && Has(element.GetRawText(), redactor) ? JsonRedactor.Redact(element, redactor) : null;

    private static Dictionary<string, JsonElement>? Redact(IReadOnlyDictionary<string, JsonElement>? fields, KeyRedactor redactor)
    {
        if (fields?.Any(field => Has(field.Key, redactor) || Redact(field.Value, redactor) is not null) is not true)
        {
            return null;
        }

        var copy = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            copy[redactor.Redact(field.Key)!] = Redact(field.Value, redactor) ?? field.Value;
        }

        return copy;
    }
}
