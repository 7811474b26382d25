using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>
/// Checks the types of a recorded response. Values of a wrong type are ignored in the response of a service; in a journal, which only this
/// client writes, such a value means that the line was changed.
/// </summary>
internal static class RecordedResponseValidator
{
    private static readonly string[] s_responseTexts = ["id", "object", "model"];
    private static readonly string[] s_messageTexts = ["content", "name", "reasoning_content", "refusal"];
    private static readonly string[] s_counts = ["prompt_tokens", "completion_tokens", "total_tokens"];

    /// <summary>Returns whether every known field of the response has the type that this client writes.</summary>
    internal static bool IsValid(JsonElement response) =>
        response.ValueKind == JsonValueKind.Object
        && !response.TryGetProperty("error", out _)
        && s_responseTexts.All(name => IsTextOrAbsent(response, name))
        && IsOfKindOrAbsent(response, "created", JsonValueKind.Number)
        && IsOfKindOrAbsent(response, "x_metrics", JsonValueKind.Object)
        && (!response.TryGetProperty("usage", out var usage) || (usage.ValueKind == JsonValueKind.Object && s_counts.All(name => IsOfKindOrAbsent(usage, name, JsonValueKind.Number))))
        && response.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
        && choices.EnumerateArray().All(IsChoice);

    /// <summary>Returns whether the field is missing or a string.</summary>
    internal static bool IsTextOrAbsent(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out var value) || (value.ValueKind == JsonValueKind.String && value.GetString() is not null);

    private static bool IsChoice(JsonElement choice) =>
        choice.ValueKind == JsonValueKind.Object
        && choice.TryGetProperty("index", out var index) && index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out _)
        && IsTextOrAbsent(choice, "finish_reason")
        && choice.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object
        && message.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String
        && s_messageTexts.All(name => IsTextOrAbsent(message, name))
        && HasToolCalls(message, out var hasCalls)
        && (hasCalls || choice.TryGetProperty("finish_reason", out _) || s_messageTexts.Any(name => message.TryGetProperty(name, out _)));

    // A message without tool_calls is valid; one with anything but a list of calls is not.
    private static bool HasToolCalls(JsonElement message, out bool hasCalls)
    {
        hasCalls = message.TryGetProperty("tool_calls", out var calls);
        return !hasCalls || (calls.ValueKind == JsonValueKind.Array && calls.EnumerateArray().All(IsToolCall));
    }

    private static bool IsToolCall(JsonElement call) =>
        call.ValueKind == JsonValueKind.Object && IsTextOrAbsent(call, "id")
        && call.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object
        && IsTextOrAbsent(function, "name") && IsTextOrAbsent(function, "arguments");

    private static bool IsOfKindOrAbsent(JsonElement parent, string name, JsonValueKind kind) =>
        !parent.TryGetProperty(name, out var value) || value.ValueKind == kind;
}
