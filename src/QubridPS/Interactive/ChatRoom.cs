using QubridPS.Errors;

namespace QubridPS.Interactive;

/// <summary>The turns of a chat: a line is read, and is a command or something to say, until the user leaves.</summary>
internal sealed class ChatRoom(ChatScreen screen, ChatHistory history, ChatExchange exchange, ChatCommands commands, SessionState session)
{
    internal void Run()
    {
        screen.Tell($"Chat with {history.Model}. /help lists what else can be done, /exit ends it.");
        Save();
        var hasEnded = false;
        try
        {
            RunTurns();
            hasEnded = true;
        }
        finally
        {
            // Ctrl+C at the prompt stops the command, and a stopped command has no output.
            if (!hasEnded && history.Conversation.Length > 0)
            {
                screen.Tell(""); // the prompt's line is not ended
                screen.Tell(ConversationVariable.Describe(commands.Log?.Path));
            }
        }
    }

    private void RunTurns()
    {
        while (screen.Read() is { } line)
        {
            if (line.IsCommand)
            {
                if (!commands.Run(line.Text))
                {
                    return;
                }
            }
            else if (!string.IsNullOrWhiteSpace(line.Text))
            {
                exchange.Say(line.Text, history, screen);
            }

            Save();
        }
    }

    // A full disk must not end the chat.
    private void Save()
    {
        ConversationVariable.Set(history.Conversation, session);
        try
        {
            commands.Log?.Save(history.Conversation);
        }
        catch (QubridInputException error)
        {
            screen.TellError($"{error.Message} {error.ErrorRecord.ErrorDetails.RecommendedAction}");
        }
    }
}
