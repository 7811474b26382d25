using System.Globalization;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Creates ids for tool calls that have none, or the same as another call of the message. The ids are equal for equal conversations, and differ from
/// those of earlier messages.
/// </summary>
internal sealed class ToolCallIds(IReadOnlyList<ChatMessage> sent, IEnumerable<string?> received)
{
    private HashSet<string>? _used;
    private int _number;

    internal string Create()
    {
        _used ??= [.. sent.SelectMany(message => message.ToolCalls).Select(call => call.Id).Concat(received).OfType<string>()];
        string id;
        do
        {
            id = "call_" + (++_number).ToString(CultureInfo.InvariantCulture);
        }
        while (!_used.Add(id));
        return id;
    }
}
