namespace QubridPS.Chat;

/// <summary>The read-evaluate loop of an interactive chat: reads a message or a command and runs it, until the user exits.</summary>
internal sealed class ChatLoop(ChatConsole console, ChatHistory history, ChatTurn turn, SlashCommands commands, SessionState session)
{
    internal void Run()
    {
        console.WriteLine($"Chat with {history.Model}. Type /help for commands, /exit to quit.");
        Save();
        var hasEnded = false;
        try
        {
            RunTurns();
            hasEnded = true;
        }
        finally
        {
            // Ctrl+C at the prompt stops the command, and the output of a stopped command is lost.
            if (!hasEnded && history.Conversation.Length > 0)
            {
                console.WriteLine(""); // ends the line of the prompt
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

    // An error such as a full disk must not end the chat.
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
