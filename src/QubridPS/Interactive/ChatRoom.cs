namespace QubridPS.Interactive;

/// <summary>The turns of a chat: a line is read, and is a command or something to say, until the user leaves.</summary>
internal sealed class ChatRoom(ChatScreen screen, ChatHistory history, ChatExchange exchange, ChatCommands commands)
{
    internal void Run()
    {
        screen.Tell($"Chat with {history.Model}. /help lists what else can be done, /exit ends it.");
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
        }
    }
}
