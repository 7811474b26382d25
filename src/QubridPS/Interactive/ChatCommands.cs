using QubridPS.Errors;
using QubridPS.Paths;

namespace QubridPS.Interactive;

/// <summary>The lines that begin with a slash.</summary>
internal sealed class ChatCommands(ChatScreen screen, ChatHistory history, SessionState session)
{
    private static readonly string[] s_help =
    [
        "/model [name]     shows or changes the model",
        "/system [text]    shows or changes the standing instructions; /system \"\" removes them",
        "/save <path>      writes the conversation as JSON messages",
        "/load <path>      goes on with one from there (JSON, or Export-Clixml's)",
        "/usage            tokens and times",
        "/clear            forgets what was said, but not the standing instructions",
        "/exit             ends the chat and gives the conversation; so does the end of input",
        "A line that ends in ` goes on with the next; so does all between two lines of \"\"\".",
        "Ctrl+C stops the answer; at the prompt it stops the chat, and then nothing is given.",
        "To send a line that begins with a slash, put a blank before it.",
    ];

    /// <summary>Runs it; false where the chat ends.</summary>
    internal bool Run(string line)
    {
        var words = line.Trim().Split([' ', '\t'], 2);
        var (command, rest) = (words[0].ToLowerInvariant(), words.Length > 1 ? words[1].Trim() : "");
        try
        {
            return command is not "/exit" && Run(command, rest);
        }
        catch (QubridInputException error)
        {
            screen.TellError($"{error.Message} {error.ErrorRecord.ErrorDetails.RecommendedAction}");
            return true;
        }
    }

    private bool Run(string command, string rest)
    {
        switch (command)
        {
            case "/help":
                Array.ForEach(s_help, screen.Tell);
                break;
            case "/model":
                history.Model = rest.Length > 0 ? rest : history.Model;
                screen.Tell($"The model is {history.Model}.");
                break;
            case "/system":
                ChangeSystem(rest);
                break;
            case "/usage":
                history.Describe().ToList().ForEach(screen.Tell);
                break;
            case "/clear":
                history.Clear();
                screen.Tell("What was said is forgotten.");
                break;
            case "/save":
                ConversationFile.Write(Resolve(command, rest), history.Conversation);
                screen.Tell($"Saved: {history.Conversation.Length} messages.");
                break;
            case "/load":
                history.Replace(ConversationFile.Read(Resolve(command, rest)));
                screen.Tell($"Loaded: {history.Messages.Count} messages. What was said before is forgotten.");
                break;
            default:
                screen.TellError($"There is no command {command}. /help lists them; to send such a line, put a blank before it.");
                break;
        }

        return true;
    }

    private void ChangeSystem(string rest)
    {
        if (rest.Length > 0)
        {
            history.SetSystem(rest is "\"\"" or "''" ? null : rest);
        }

        screen.Tell(history.System is { } text ? $"The standing instructions are: {text}" : "There are no standing instructions.");
    }

    private string Resolve(string command, string path)
    {
        path = path.Trim('"', '\'');
        if (path.Length == 0)
        {
            throw ChatErrors.PathRequired(command);
        }

        try
        {
            return FilePath.Resolve(path, session);
        }
        catch (IOException error)
        {
            throw ChatErrors.FileUnusable(path, error);
        }
    }
}
