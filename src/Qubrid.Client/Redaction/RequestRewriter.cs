using System.Text.Json;
using Qubrid.Client.Recognition;

namespace Qubrid.Client.Redaction;

/// <summary>
/// Replaces the texts of a request: everything that is sent, except the model and names that have a meaning for the service.
/// </summary>
/// <param name="text">Returns the replacement of a text.</param>
/// <param name="secret">Returns the replacement of the value of a JSON property whose name says that it is a secret.</param>
internal sealed class RequestRewriter(Func<string, string> text, Func<string, string> secret)
{
    private const string DataScheme = "data:";

    private static readonly char[] s_brackets = ['[', ']'];

    /// <summary>Returns a message with other texts. What is never sent is omitted.</summary>
    internal ChatMessage Rewrite(ChatMessage message) => new()
    {
        Role = message.Role,
        Content = Rewrite(message.Content),
        Name = RewriteName(message.Name),
        Images = Array.ConvertAll(message.Images, RewriteImage),
        Refusal = Rewrite(message.Refusal),
        ToolCalls = Array.ConvertAll(message.ToolCalls, call => new ToolCall { Id = call.Id, Name = call.Name, Arguments = RewriteJson(call.Arguments, null, isSchema: false) }),
        ToolCallId = message.ToolCallId,
    };

    /// <summary>Returns the request with other texts outside of its messages.</summary>
    internal ChatRequest RewriteSettings(ChatRequest request) => request.WithTexts(
        request.Stop is { } stop ? [.. stop.Select(text)] : null,
        Rewrite(request.ResponseFormat, null, isSchema: true),
        Rewrite(request.Tools, null, isSchema: true),
        request.AdditionalProperties?.ToDictionary(
            field => field.Key, field => Rewrite(field.Value, field.Key, isSchema: false)!.Value, StringComparer.Ordinal));

    private string? Rewrite(string? value) => value is null ? null : text(value);

    // A name consists of letters, digits, underscores and hyphens, so a placeholder is written without its brackets.
    private string? RewriteName(string? name) => name is null || text(name) is var rewritten && rewritten == name ? name : string.Concat(rewritten.Split(s_brackets));

    // The content of a data URI is binary.
    private string RewriteImage(string image) => image.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase) ? image : text(image);

    private JsonElement? Rewrite(JsonElement? element, string? name, bool isSchema)
    {
        if (element is not { } value || value.GetRawText() is var json && RewriteJson(json, name, isSchema) is var rewritten && ReferenceEquals(json, rewritten))
        {
            return element;
        }

        using var document = JsonDocument.Parse(rewritten);
        return document.RootElement.Clone();
    }

    private string RewriteJson(string json, string? name, bool isSchema)
    {
        try
        {
            return JsonTextRewriter.Rewrite(json, name, isSchema, (property, value) => property is not null && SecretNames.Contains(property) ? secret(value) : text(value));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return text(json); // arguments are not always valid JSON
        }
    }
}
