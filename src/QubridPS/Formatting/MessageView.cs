using System.Collections;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS;

/// <summary>What a message shows in a table.</summary>
public static class MessageView
{
    /// <summary>The text made safe to show, and what the message holds beside it.</summary>
    public static string Content(PSObject message)
    {
        var text = CompletionView.WithRefusal(
            PSObjectReader.GetString(message, nameof(ChatMessage.Content)), PSObjectReader.GetString(message, nameof(ChatMessage.Refusal)));
        return text + FormatCount(message, nameof(ChatMessage.Images), "image") + FormatCount(message, nameof(ChatMessage.ToolCalls), "tool call");
    }

    private static string FormatCount(PSObject message, string property, string word)
    {
        var count = PSObjectReader.GetValue(message, property) is IEnumerable items and not string ? items.Cast<object>().Count() : 0;
        return count == 0 ? "" : $" [{count} {word}{(count == 1 ? "" : "s")}]";
    }
}
