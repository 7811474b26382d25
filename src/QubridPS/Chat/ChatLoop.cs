namespace QubridPS.Chat;

/// <summary>The turns of a chat: a line is read, and is a command or something to say, until the user leaves.</summary>
internal sealed class ChatLoop(ChatConsole console, ChatHistory history, ChatTurn turn, SlashCommands commands, SessionState session)
{
    internal void Run()
    {
        console.WriteLine($"Chat with {history.Model}. /help lists what else can be done, /exit ends it.");
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
                console.WriteLine(""); // the prompt's line is not ended
                console.WriteLine(ConversationVariable.Describe(commands.Log?.Path));
            }
        }
    }

    private void RunTurns()
    {
        while (console.ReadInput() is { } line)
        {
            if (line.IsCommand)
            {
                if (!commands.TryExecute(line.Text))
                {
                    return;
                }
            }
            else if (!string.IsNullOrWhiteSpace(line.Text))
            {
                turn.Send(line.Text, history, console);
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
            console.WriteError($"{error.Message} {error.ErrorRecord.ErrorDetails.RecommendedAction}");
        }
    }
}
