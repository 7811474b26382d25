using QubridPS.Errors;
using QubridPS.Paths;

namespace QubridPS.Chat;

/// <summary>The lines that begin with a slash.</summary>
internal sealed class SlashCommands(ChatConsole console, ChatHistory history, SessionState session)
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

    /// <summary>Gets the function that removes the key of the connection from what is written to a file.</summary>
    internal Func<string, string> Redact { get; init; } = static text => text;

    /// <summary>Gets or sets the file that keeps the conversation as it grows; null for none.</summary>
    internal ConversationLog? Log { get; set; }

    /// <summary>Runs it; false where the chat ends.</summary>
    internal bool TryExecute(string line)
    {
        var parts = line.Trim().Split([' ', '\t'], 2);
        var (command, argument) = (parts[0].ToLowerInvariant(), parts.Length > 1 ? parts[1].Trim() : "");
        try
        {
            return command is not "/exit" && Execute(command, argument);
        }
        catch (QubridInputException error)
        {
            console.WriteError($"{error.Message} {error.ErrorRecord.ErrorDetails.RecommendedAction}");
            return true;
        }
    }

    private bool Execute(string command, string argument)
    {
        switch (command)
        {
            case "/help":
                Array.ForEach(s_help, console.WriteLine);
                break;
            case "/model":
                history.Model = argument.Length > 0 ? argument : history.Model;
                console.WriteLine($"The model is {history.Model}.");
                break;
            case "/system":
                ChangeSystem(argument);
                break;
            case "/usage":
                history.DescribeUsage().ToList().ForEach(console.WriteLine);
                break;
            case "/clear":
                history.Clear();
                console.WriteLine("What was said is forgotten.");
                EndLog();
                break;
            case "/save":
                Save(command, argument);
                break;
            case "/load":
                history.Replace(ConversationFile.Read(ResolvePath(command, argument)));
                console.WriteLine($"Loaded: {history.Messages.Count} messages. What was said before is forgotten.");
                EndLog();
                break;
            default:
                console.WriteError($"There is no command {command}. /help lists them; to send such a line, put a blank before it.");
                break;
        }

        return true;
    }

    private void Save(string command, string rest)
    {
        if (rest.Length > 0)
        {
            _savedPath = ResolvePath(command, rest);
            ConversationFile.Write(_savedPath, history.Conversation, Redact);
            console.WriteLine($"Saved: {history.Conversation.Length} messages.");
            return;
        }

        Log ??= ConversationLog.Open(_savedPath ?? ConversationLog.CreatePath(session), Redact, out _);
        Log.Save(history.Conversation);
        console.WriteLine($"Saved: {history.Conversation.Length} messages. The conversation is kept in {Log.Path}.");
    }

    // The file holds what was said until now; another conversation must not replace it.
    private void EndLog()
    {
        if (Log is { } ended)
        {
            Log = null;
            _savedPath = null;
            console.WriteLine($"The conversation before is in {ended.Path}. /save keeps this one in a file of its own.");
        }
    }

    private void ChangeSystem(string argument)
    {
        if (argument.Length > 0)
        {
            history.SetSystem(argument is "\"\"" or "''" ? null : argument);
        }

        console.WriteLine(history.System is { } text ? $"The standing instructions are: {text}" : "There are no standing instructions.");
    }

    private string ResolvePath(string command, string path)
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
            throw ChatErrors.FileNotAccessible(path, error);
        }
    }
}
