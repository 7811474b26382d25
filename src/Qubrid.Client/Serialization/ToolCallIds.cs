using System.Globalization;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Creates ids for tool calls that the service sent without one, or with one that another call of the same message has. They are the same
/// for the same conversation, and no earlier message uses them.
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
