namespace QubridPS.Errors;

/// <summary>Creates the errors of objects that cannot be measured.</summary>
internal static class StatisticsErrors
{
    internal static QubridInputException NotACompletion(object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        $"The object of type {ErrorText.GetTypeName(target)} is not a chat completion.",
        "Pipe the output of Invoke-QubridChat: completions, updates of -Stream, and with 2>&1 its errors.",
        target)
    { IsItemError = true };
}
