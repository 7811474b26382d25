using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Chat;

/// <summary>Runs the commands of a chat, which start with a slash.</summary>
internal sealed class SlashCommands(ChatConsole console, ChatHistory history, SessionState session)
{
    private static readonly string[] s_help =
    [
        "/model [name]     Displays or changes the model.",
        "/system [text]    Displays or changes the system message; /system \"\" removes it.",
        "/save <path>      Saves the conversation as JSON messages (.jsonl: one per line).",
        "/save             Saves the conversation to a file now and after each turn.",
        "/load <path>      Continues a saved conversation (JSON, or the output of Export-Clixml).",
        "/usage            Displays token usage and times.",
        "/clear            Clears the conversation, except for the system message.",
        "/exit             Ends the chat and returns the conversation, as does the end of input.",
        "A line that ends with ` continues on the next line. Lines between two lines of \"\"\" are one message.",
        "Ctrl+C cancels the response. At the prompt it ends the chat, and the conversation is in $QubridChat.",
        "To send a message that starts with a slash, type a space before it.",
    ];

    private string? _savedPath;

    /// <summary>Gets the function that redacts the API key in the text of saved conversations.</summary>
    internal Func<string, string> Redact { get; init; } = static text => text;

    /// <summary>Gets or sets the file that the conversation is saved to after each turn; null for none.</summary>
    internal ConversationLog? Log { get; set; }

    /// <summary>Runs a command. Returns false if the chat ends.</summary>
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
                history.Usage.Describe().ToList().ForEach(console.WriteLine);
                break;
            case "/clear":
                history.Clear();
                console.WriteLine("Conversation cleared.");
                EndLog();
                break;
            case "/save":
                Save(command, argument);
                break;
            case "/load":
                history.Replace(ConversationFile.Read(ResolvePath(command, argument)));
                console.WriteLine($"Loaded {history.Messages.Count} messages. They replace the conversation.");
                EndLog();
                break;
            default:
                console.WriteError($"The command {command} was not found. Type /help for commands. To send the line as a message, type a space before it.");
                break;
        }

        return true;
    }

    private void Save(string command, string path)
    {
        if (path.Length > 0)
        {
            _savedPath = ResolvePath(command, path);
            ConversationFile.Write(_savedPath, history.Conversation, Redact);
            console.WriteLine($"Saved {history.Conversation.Length} messages.");
            return;
        }

        Log ??= ConversationLog.Open(_savedPath ?? ConversationLog.CreatePath(session), Redact, out _);
        Log.Save(history.Conversation);
        console.WriteLine($"Saved {history.Conversation.Length} messages. The conversation is saved to {Log.Path} after each turn.");
    }

    // The file contains the previous conversation; the new one must not overwrite it.
    private void EndLog()
    {
        if (Log is { } ended)
        {
            Log = null;
            _savedPath = null;
            console.WriteLine($"The previous conversation is in {ended.Path}. To save this one to a new file, type /save.");
        }
    }

    private void ChangeSystem(string argument)
    {
        if (argument.Length > 0)
        {
            history.SetSystem(argument is "\"\"" or "''" ? null : argument);
        }

        console.WriteLine(history.System is { } text ? $"The system message is: {text}" : "No system message is set.");
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
