using System.Collections;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Reporting;

/// <summary>Reads the messages of the request of a completion, live or deserialized.</summary>
internal static class ConversationText
{
    /// <summary>Returns the role and the text of each message, without the answer of the model.</summary>
    internal static List<(string Role, string Text)> ReadPrompt(PSObject completion)
    {
        var messages = (PSObjectReader.GetValue(completion, nameof(ChatCompletion.Messages)) as IEnumerable ?? Array.Empty<object>())
            .Cast<object?>()
            .Where(message => message is not null)
            .Select(message => PSObject.AsPSObject(message))
            .Select(message => (
                Role: PSObjectReader.GetString(message, nameof(ChatMessage.Role)) ?? "",
                Text: PSObjectReader.GetString(message, nameof(ChatMessage.Content)) ?? ""))
            .ToList();
        if (messages.Count > 0 && messages[messages.Count - 1].Role == ChatRoles.Assistant)
        {
            messages.RemoveAt(messages.Count - 1);
        }

        return messages;
    }

    /// <summary>Returns the text of the last message of the user, or null if there is none.</summary>
    internal static string? ReadLastPrompt(PSObject completion) => ReadPrompt(completion).FindLast(message => message.Role == ChatRoles.User).Text;
}
