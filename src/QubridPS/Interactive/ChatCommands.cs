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
        "/save <path>      writes the conversation as JSON messages (.jsonl: one a line)",
        "/save             keeps it in a file from now on, and says in which",
        "/load <path>      goes on with one from there (JSON, or Export-Clixml's)",
        "/usage            tokens and times",
        "/clear            forgets what was said, but not the standing instructions",
        "/exit             ends the chat and gives the conversation; so does the end of input",
        "A line that ends in ` goes on with the next; so does all between two lines of \"\"\".",
        "Ctrl+C stops the answer; at the prompt it stops the chat, and the conversation is in $QubridChat.",
        "To send a line that begins with a slash, put a blank before it.",
    ];

    private string? _savedPath;

    /// <summary>Gets or sets the file that keeps the conversation as it grows; null for none.</summary>
    internal ConversationLog? Log { get; set; }

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
                EndLog();
                break;
            case "/save":
                Save(command, rest);
                break;
            case "/load":
                history.Replace(ConversationFile.Read(Resolve(command, rest)));
                screen.Tell($"Loaded: {history.Messages.Count} messages. What was said before is forgotten.");
                EndLog();
                break;
            default:
                screen.TellError($"There is no command {command}. /help lists them; to send such a line, put a blank before it.");
                break;
        }

        return true;
    }

    private void Save(string command, string rest)
    {
        if (rest.Length > 0)
        {
            _savedPath = Resolve(command, rest);
            ConversationFile.Write(_savedPath, history.Conversation);
            screen.Tell($"Saved: {history.Conversation.Length} messages.");
            return;
        }

        Log ??= ConversationLog.Open(_savedPath ?? ConversationLog.CreatePath(session), out _);
        Log.Save(history.Conversation);
        screen.Tell($"Saved: {history.Conversation.Length} messages. The conversation is kept in {Log.Path}.");
    }

    // The file holds what was said until now; another conversation must not replace it.
    private void EndLog()
    {
        if (Log is { } ended)
        {
            Log = null;
            _savedPath = null;
            screen.Tell($"The conversation before is in {ended.Path}. /save keeps this one in a file of its own.");
        }
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
