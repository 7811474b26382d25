namespace QubridPS.Errors;

/// <summary>Creates the errors of mock servers and of objects that are created for tests.</summary>
internal static class MockErrors
{
    internal static QubridInputException MockServerMissing() => new(
        "Qubrid.NoMockServer",
        ErrorCategory.ObjectNotFound,
        "No mock server is running in this session.",
        "Run Start-QubridMockServer -Connect first, or specify -Server.",
        null);

    internal static QubridInputException PortInUse(int port, Exception cause) => new(
        "Qubrid.PortTaken",
        ErrorCategory.ResourceBusy,
        $"The mock server cannot listen on port {port}: {cause.Message}",
        "Specify another -Port, or omit -Port to use a free one.",
        port,
        cause);

    internal static QubridInputException ToolCallNameMissing(object call) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "A tool call requires the name of the tool.",
        "Use -ToolCall @{ Name = 'Get-Service'; Arguments = @{ Name = 'Spooler' } }.",
        call);

    internal static QubridInputException UnknownErrorId(string id, IEnumerable<string> ids) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"The error id '{id}' is not an error id of this module.",
        $"Specify one of these: {string.Join(", ", ids)}.",
        id);

    internal static QubridInputException NotACallError(string id, string parameter) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"The parameter -{parameter} cannot be used with the error '{id}', which occurs before a request is sent.",
        $"Omit -{parameter}, or specify the id of a failed call, such as Qubrid.RateLimited.",
        id);
}
