using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>
/// Where an answer was cut into updates: [choice, characters of text, characters of reasoning] for each. The characters themselves
/// stand once, in the answer.
/// </summary>
internal static class UpdateCuts
{
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

    /// <summary>The updates; where the cuts do not fit the answer (or there are none), a choice in one piece.</summary>
    internal static IReadOnlyList<ChatUpdate> Read(JsonElement? cuts, ChatCompletion completion)
    {
        var rests = completion.Choices.ToDictionary(choice => choice.Index, choice => new Rest(choice.Message));
        List<ChatUpdate> updates = [];
        foreach (var cut in cuts is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [])
        {
            var figures = Figures(cut);
            if (figures.Length < 2 || !rests.TryGetValue(figures[0], out var rest) || rest.Take(figures) is not { } update)
            {
                return Whole(completion);
            }

            updates.Add(update);
        }

        return rests.Values.All(rest => rest.IsTaken) ? updates : Whole(completion);
    }

    // A figure that is none fits no answer.
    private static int[] Figures(JsonElement cut) => cut.ValueKind == JsonValueKind.Array
        ? [.. cut.EnumerateArray().Select(figure => figure.ValueKind == JsonValueKind.Number && figure.TryGetInt32(out var number) ? number : -1)]
        : [];

    private static ChatUpdate[] Whole(ChatCompletion completion) =>
    [
        .. completion.Choices.Select(choice => new ChatUpdate
        {
            Text = choice.Message.Content,
            Reasoning = choice.Message.Reasoning,
            Role = choice.Message.Role,
            Index = choice.Index,
        }),
    ];

    /// <summary>What of a message no update has given yet.</summary>
    private sealed class Rest(ChatMessage message)
    {
        private int _text;
        private int _reasoning;

        internal bool IsTaken => _text == (message.Content?.Length ?? 0) && _reasoning == (message.Reasoning?.Length ?? 0);

        internal ChatUpdate? Take(int[] figures)
        {
            var role = _text + _reasoning == 0 ? message.Role : null;
            var (text, reasoning) = (figures[1], figures.Length > 2 ? figures[2] : 0);
            if (text < 0 || reasoning < 0 || _text + text > (message.Content?.Length ?? 0) || _reasoning + reasoning > (message.Reasoning?.Length ?? 0))
            {
                return null;
            }

            (_text, _reasoning) = (_text + text, _reasoning + reasoning);
            return new ChatUpdate
            {
                Text = text == 0 ? null : message.Content!.Substring(_text - text, text),
                Reasoning = reasoning == 0 ? null : message.Reasoning!.Substring(_reasoning - reasoning, reasoning),
                Role = role,
                Index = figures[0],
            };
        }
    }
}
