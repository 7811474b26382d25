namespace QubridPS.Errors;

/// <summary>Creates the errors of interactive chats and of conversation files.</summary>
internal static class ChatErrors
{
    internal static QubridInputException NotInteractive(Exception cause) => new(
        "Qubrid.NotInteractive",
        ErrorCategory.InvalidOperation,
        "The host does not support interactive input.",
        "In scripts and jobs, use Invoke-QubridChat. To continue a conversation, pipe the completion: $completion | Invoke-QubridChat '...'.",
        null,
        cause);

    internal static QubridInputException MultipleConversations(object target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        "Only one conversation can be continued, and more than one was piped.",
        "Pipe one completion, or the messages of one conversation.",
        target);

    internal static QubridInputException PathRequired(string command) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"{command} requires the path of a file.",
        $"Enter {command} chat.json.",
        null);

    internal static QubridInputException FileNotAccessible(string path, Exception cause) => new(
        "Qubrid.ConversationUnusable",
        ErrorCategory.InvalidData,
        $"The file '{path}' cannot be used: {cause.Message}",
        "Specify the path of a file in an existing folder.",
        path,
        cause);

    internal static QubridInputException NotAConversationFile(string path, Exception? cause = null) => new(
        "Qubrid.ConversationUnusable",
        ErrorCategory.InvalidData,
        $"The file '{path}' is not a saved conversation.",
        "Specify a JSON list of messages with role and content, as /save writes it, or messages or a completion that were exported with Export-Clixml.",
        path,
        cause);

    internal static QubridInputException PathHoldsAnother(string path) => new(
        "Qubrid.ConversationUnusable",
        ErrorCategory.InvalidData,
        $"The file '{path}' already contains a conversation, and another one was specified with -Message or piped.",
        "Specify the path of a new file, or omit -Message and the pipeline input to continue the conversation in the file.",
        path);

    internal static QubridInputException OverwriteRefused(string path) => new(
        "Qubrid.ConversationUnusable",
        ErrorCategory.ResourceExists,
        $"The file '{path}' already exists and is not a saved conversation. It was not overwritten.",
        "Specify another file.",
        path);
}
