namespace Qubrid.Client.Schema;

/// <summary>
/// The schema in words, at the end of the standing instructions: for services that do not know <c>response_format</c>, and for models
/// that do not heed it.
/// </summary>
public static class SchemaInstruction
{
    private const string Start = "Answer with one JSON value that fits the JSON Schema below, and with nothing else: no words around it, no Markdown fence.\n";

    /// <summary>The messages with the instruction.</summary>
    public static IReadOnlyList<ChatMessage> Add(IReadOnlyList<ChatMessage> messages, AnswerSchema schema)
    {
        var words = Start + schema.Json.GetRawText();
        var place = messages.ToList().FindIndex(message => message.Role == ChatRole.System);
        return place < 0
            ? [new ChatMessage { Role = ChatRole.System, Content = words }, .. messages]
            : [.. messages.Take(place), Say(messages[place], $"{messages[place].Content}\n\n{words}"), .. messages.Skip(place + 1)];
    }

    /// <summary>The messages without it: a conversation that goes on is not bound to its last answer's form.</summary>
    public static IEnumerable<ChatMessage> Remove(IEnumerable<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            var start = message.Role == ChatRole.System ? message.Content?.IndexOf(Start, StringComparison.Ordinal) ?? -1 : -1;
            if (start < 0)
            {
                yield return message;
            }
            else if (message.Content!.Substring(0, start).TrimEnd() is { Length: > 0 } rest)
            {
                yield return Say(message, rest);
            }
        }
    }

    private static ChatMessage Say(ChatMessage message, string words) => new() { Role = message.Role, Name = message.Name, Content = words };
}
