namespace QubridPS.Errors;

/// <summary>What can be wrong with an error record that is made for a test, and what to do.</summary>
internal static class MockErrors
{
    internal static QubridInputException UnknownErrorId(string id, IEnumerable<string> ids) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"No error of the module has the id '{id}'.",
        $"Specify one of these: {string.Join(", ", ids)}.",
        id);

    internal static QubridInputException NotOfACall(string id, string parameter) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"The error '{id}' is found before anything is sent, so it has no -{parameter}.",
        $"Leave out -{parameter}, or specify the id of a failed call, such as Qubrid.RateLimited.",
        id);
}
