using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>
/// Serializes how a completion was divided into updates: [choice, characters of text, characters of reasoning] for each. The text is stored only
/// once, in the completion.
/// </summary>
internal static class UpdateBoundaries
{
    /// <summary>Writes the boundaries as a JSON array.</summary>
    internal static void Write(Utf8JsonWriter json, IEnumerable<ChatUpdate> updates)
    {
        json.WriteStartArray();
        foreach (var update in updates)
        {
            json.WriteStartArray();
            json.WriteNumberValue(update.Index);
            json.WriteNumberValue(update.Text?.Length ?? 0);
            if (update.Reasoning is { } reasoning)
            {
                json.WriteNumberValue(reasoning.Length);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Returns the updates of a completion. If there are no boundaries, or they do not match the completion, each choice is one update.</summary>
    internal static IReadOnlyList<ChatUpdate> Read(JsonElement? boundaries, ChatCompletion completion)
    {
        var cursors = completion.Choices.ToDictionary(choice => choice.Index, choice => new MessageCursor(choice.Message));
        List<ChatUpdate> updates = [];
        foreach (var boundary in boundaries is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [])
        {
            var lengths = ParseLengths(boundary);
            if (lengths.Length < 2 || !cursors.TryGetValue(lengths[0], out var cursor) || cursor.TakeNext(lengths) is not { } update)
            {
                return CreateUnsplit(completion);
            }

            updates.Add(update);
        }

        return cursors.Values.All(cursor => cursor.IsConsumed) ? updates : CreateUnsplit(completion);
    }

    // Invalid lengths become -1, which matches no completion.
    private static int[] ParseLengths(JsonElement boundary) => boundary.ValueKind == JsonValueKind.Array
        ? [.. boundary.EnumerateArray().Select(length => length.ValueKind == JsonValueKind.Number && length.TryGetInt32(out var number) ? number : -1)]
        : [];

    private static ChatUpdate[] CreateUnsplit(ChatCompletion completion) =>
    [
        .. completion.Choices.Select(choice => new ChatUpdate
        {
            Text = choice.Message.Content,
            Reasoning = choice.Message.Reasoning,
            Role = choice.Message.Role,
            Index = choice.Index,
        }),
    ];

    /// <summary>Iterates over the text and reasoning of a message.</summary>
    private sealed class MessageCursor(ChatMessage message)
    {
        private int _textOffset;
        private int _reasoningOffset;

        internal bool IsConsumed => _textOffset == (message.Content?.Length ?? 0) && _reasoningOffset == (message.Reasoning?.Length ?? 0);

        internal ChatUpdate? TakeNext(int[] lengths)
        {
            var role = _textOffset + _reasoningOffset == 0 ? message.Role : null;
            var (text, reasoning) = (lengths[1], lengths.Length > 2 ? lengths[2] : 0);
            if (text < 0 || reasoning < 0 || _textOffset + text > (message.Content?.Length ?? 0) || _reasoningOffset + reasoning > (message.Reasoning?.Length ?? 0))
            {
                return null;
            }

            (_textOffset, _reasoningOffset) = (_textOffset + text, _reasoningOffset + reasoning);
            return new ChatUpdate
            {
                Text = text == 0 ? null : message.Content!.Substring(_textOffset - text, text),
                Reasoning = reasoning == 0 ? null : message.Reasoning!.Substring(_reasoningOffset - reasoning, reasoning),
                Role = role,
                Index = lengths[0],
            };
        }
    }
}
