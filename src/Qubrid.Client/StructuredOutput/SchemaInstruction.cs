namespace Qubrid.Client;

/// <summary>
/// Adds the schema to the system message, for services that do not support <c>response_format</c>, and for models that ignore it.
/// </summary>
public static class SchemaInstruction
{
    private const string Preamble = "Reply with one JSON value that matches the JSON Schema below, and with nothing else: no explanation, no Markdown code fence.\n";

    /// <summary>Returns the messages with the instruction at the end of the first system message, or with a new system message.</summary>
    public static IReadOnlyList<ChatMessage> Add(IReadOnlyList<ChatMessage> messages, ResponseSchema schema)
    {
        var instruction = Preamble + schema.Json.GetRawText();
        var index = messages.ToList().FindIndex(message => message.Role == ChatRoles.System);
        return index < 0
            ? [new ChatMessage { Role = ChatRoles.System, Content = instruction }, .. messages]
            : [.. messages.Take(index), WithContent(messages[index], $"{messages[index].Content}\n\n{instruction}"), .. messages.Skip(index + 1)];
    }

    /// <summary>Returns the messages without the instruction, so that a continued conversation is not restricted to the schema. A system message with nothing else is removed.</summary>
    public static IEnumerable<ChatMessage> Remove(IEnumerable<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            var start = message.Role == ChatRoles.System ? message.Content?.IndexOf(Preamble, StringComparison.Ordinal) ?? -1 : -1;
            if (start < 0)
            {
                yield return message;
            }
            else if (message.Content!.Substring(0, start).TrimEnd() is { Length: > 0 } rest)
            {
                yield return WithContent(message, rest);
            }
        }
    }

    private static ChatMessage WithContent(ChatMessage message, string content) => new() { Role = message.Role, Name = message.Name, Content = content };
}
