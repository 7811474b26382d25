using System.Collections;
using Qubrid.Client;
using QubridPS.Input;

namespace QubridPS.Formatting;

/// <summary>What a message shows in a table.</summary>
public static class MessageView
{
    /// <summary>The text made safe to show, and what the message holds beside it.</summary>
    public static string Content(PSObject message)
    {
        var text = CompletionView.WithRefusal(
            PropertyValue.TextOf(message, nameof(ChatMessage.Content)), PropertyValue.TextOf(message, nameof(ChatMessage.Refusal)));
        return text + Count(message, nameof(ChatMessage.Images), "image") + Count(message, nameof(ChatMessage.ToolCalls), "tool call");
    }

    private static string Count(PSObject message, string property, string word)
    {
        var count = PropertyValue.Of(message, property) is IEnumerable many and not string ? many.Cast<object>().Count() : 0;
        return count == 0 ? "" : $" [{count} {word}{(count == 1 ? "" : "s")}]";
    }
}
