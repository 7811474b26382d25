namespace QubridPS.Tools;

/// <summary>Reports that a call of a tool requires an answer of the user, and that the session cannot ask for it.</summary>
internal sealed class ConfirmationUnavailableException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Creates the exception for a call that must be confirmed before it runs.</summary>
    internal static ConfirmationUnavailableException BeforeCall(QubridTool tool, Exception? cause = null) =>
        new($"A call of the tool '{tool.Name}' requires confirmation, and this session cannot prompt for it. The call was not run.", cause);

    /// <summary>Creates the exception for a command that prompted by itself.</summary>
    internal static ConfirmationUnavailableException DuringCall(QubridTool tool, Exception cause) =>
        new($"The tool '{tool.Name}' prompted for an answer, and this session cannot display the prompt. The call failed at this point.", cause);
}
