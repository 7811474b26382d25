using System.Collections;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Formatting;

/// <summary>Formats messages for display in a table.</summary>
internal static class MessageView
{
    /// <summary>Returns the text and the refusal without control characters, and the number of images and tool calls.</summary>
    internal static string FormatContent(PSObject message)
    {
        var text = CompletionView.AppendRefusal(
            PSObjectReader.GetString(message, nameof(ChatMessage.Content)), PSObjectReader.GetString(message, nameof(ChatMessage.Refusal)));
        return text + FormatCount(message, nameof(ChatMessage.Images), "image") + FormatCount(message, nameof(ChatMessage.ToolCalls), "tool call");
    }

    private static string FormatCount(PSObject message, string property, string word)
    {
        var count = PSObjectReader.GetValue(message, property) is IEnumerable items and not string ? items.Cast<object>().Count() : 0;
        return count == 0 ? "" : $" [{count} {word}{(count == 1 ? "" : "s")}]";
    }
}
