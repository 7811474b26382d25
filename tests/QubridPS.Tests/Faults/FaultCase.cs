using Microsoft.AspNetCore.Http;

namespace QubridPS.Tests.Faults;

/// <summary>Represents a row of the matrix: the fault of a server, and the expected result in each mode.</summary>
/// <param name="Name">The name of the fault.</param>
/// <param name="StreamedError">The result of a streamed request: an error id, or Ok.</param>
/// <param name="Text">The text received before the fault: displayed by -Stream and -Live, and available in PartialCompletion.</param>
/// <param name="BufferedError">The result of a request without streaming. It has no partial text, because the response arrives at once.</param>
/// <param name="Attempts">The number of attempts in the modes: default, -Stream, -Live, -NoStream, -Each, -Each -ThrottleLimit.</param>
/// <param name="Respond">Sends the faulty response; null if there is no server.</param>
internal sealed record FaultCase(string Name, string StreamedError, string Text, string BufferedError, string Attempts, Func<HttpContext, bool, Task>? Respond)
{
    internal const string Ok = "Ok";

    /// <summary>Gets the address to connect to, or null for the server.</summary>
    internal string? Address { get; init; }

    /// <summary>Gets additional arguments of the command.</summary>
    internal string TimeoutArguments { get; init; } = "";

    /// <summary>Gets the minimum time between two requests at the server.</summary>
    internal TimeSpan MinRetryDelay { get; init; }

    /// <summary>Gets the maximum number of bytes that the client reads, as far as the server can observe it.</summary>
    internal long? MaxBytes { get; init; }

    internal string GetErrorId(InvocationMode mode) => mode == InvocationMode.NoStream ? BufferedError : StreamedError;

    /// <summary>Returns the expected text, which is empty for a buffered response that failed.</summary>
    internal string GetText(InvocationMode mode) => mode == InvocationMode.NoStream && BufferedError != Ok ? "" : Text;

    internal int GetAttempts(InvocationMode mode) => int.Parse(Attempts.Split(' ')[(int)mode], System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => Name;
}
