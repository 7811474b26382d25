using Qubrid.Client;

namespace QubridPS.Chat;

/// <summary>
/// Saves the conversation of the last chat in $QubridChat, because the output of a stopped command is lost even if it is assigned to a
/// variable.
/// </summary>
internal static class ConversationVariable
{
    private const string Name = "QubridChat";

    internal static void Set(ChatMessage[] messages, SessionState session)
    {
        if (messages.Length > 0)
        {
            session.PSVariable.Set("global:" + Name, messages);
        }
    }

    /// <summary>Returns a text that tells the user where the conversation is saved and how to continue it.</summary>
    internal static string Describe(string? path) =>
        $"The conversation was saved in ${Name}{(path is null ? "" : " and in " + path)}. To continue it, run ${Name} | Enter-QubridChat.";
}
