namespace Qubrid.Client;

/// <summary>
/// The schema in words, at the end of the standing instructions: for services that do not know <c>response_format</c>, and for models
/// that do not heed it.
/// </summary>
public static class SchemaInstruction
{
    private const string Preamble = "Answer with one JSON value that fits the JSON Schema below, and with nothing else: no words around it, no Markdown fence.\n";

    /// <summary>The messages with the instruction.</summary>
    public static IReadOnlyList<ChatMessage> Add(IReadOnlyList<ChatMessage> messages, ResponseSchema schema)
    {
        var instruction = Preamble + schema.Json.GetRawText();
        var index = messages.ToList().FindIndex(message => message.Role == ChatRoles.System);
        return index < 0
            ? [new ChatMessage { Role = ChatRoles.System, Content = instruction }, .. messages]
            : [.. messages.Take(index), WithContent(messages[index], $"{messages[index].Content}\n\n{instruction}"), .. messages.Skip(index + 1)];
    }

    /// <summary>The messages without it: a conversation that goes on is not bound to its last answer's form.</summary>
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
