namespace QubridPS.Errors;

/// <summary>Creates the errors of tools that a model calls.</summary>
internal static class ToolErrors
{
    internal static QubridInputException ConfirmationUnavailable(string tool, Exception cause) => new(
        "Qubrid.NotInteractive",
        ErrorCategory.InvalidOperation,
        $"A call of the tool '{tool}' requires confirmation, and this host cannot ask the user. The call was not run.",
        "Run the command in an interactive session, or specify -Confirm:$false to run the calls without a confirmation.",
        null,
        cause);
}
