using Qubrid.Client;

namespace QubridPS.Chat;

/// <summary>
/// Holds the conversation of the last chat in $QubridChat: the output of a command that was stopped is lost, whatever it is assigned to, but
/// a variable stays.
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

    /// <summary>Returns where the conversation is and how it goes on.</summary>
    internal static string Describe(string? path) =>
        $"The conversation is in ${Name}{(path is null ? "" : " and in " + path)}: ${Name} | Enter-QubridChat goes on with it.";
}
