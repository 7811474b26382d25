namespace QubridPS.Errors;

/// <summary>What can be wrong with an interactive chat, and what to do.</summary>
internal static class ChatErrors
{
    internal static QubridInputException NotInteractive(Exception cause) => new(
        "Qubrid.NotInteractive",
        ErrorCategory.InvalidOperation,
        "There is nobody to chat with: this host cannot ask for a line.",
        "In scripts and jobs use Invoke-QubridChat; $answer | Invoke-QubridChat 'more' goes on.",
        null,
        cause);

    internal static QubridInputException MultipleConversations(object target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        "A chat goes on with one conversation, and a second one was piped.",
        "Pipe one completion, or the messages of one conversation.",
        target);

    internal static QubridInputException PathRequired(string command) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"{command} needs the path of a file.",
        $"Write {command} chat.json.",
        null);

    internal static QubridInputException FileNotAccessible(string path, Exception cause) => new(
        "Qubrid.ConversationUnusable",
        ErrorCategory.InvalidData,
        $"The file '{path}' cannot be used: {cause.Message}",
        "Give the path of a file in a folder that exists.",
        path,
        cause);

    internal static QubridInputException NotAConversationFile(string path, Exception? cause = null) => new(
        "Qubrid.ConversationUnusable",
        ErrorCategory.InvalidData,
        $"The file '{path}' holds no conversation.",
        "A conversation is a JSON list of messages with role and content, as /save writes it, or what Export-Clixml makes of messages or an answer.",
        path,
        cause);

    internal static QubridInputException PathHoldsAnother(string path) => new(
        "Qubrid.ConversationUnusable",
        ErrorCategory.InvalidData,
        $"The file '{path}' holds a conversation already, and another one was given with -Message or piped.",
        "Give the path of a new file, or leave out -Message and the pipeline input to go on with the file.",
        path);

    internal static QubridInputException OverwriteRefused(string path) => new(
        "Qubrid.ConversationUnusable",
        ErrorCategory.ResourceExists,
        $"The file '{path}' is there already and holds no conversation, so it was left as it is.",
        "Choose another name.",
        path);
}
