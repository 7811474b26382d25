using Microsoft.AspNetCore.Http;

namespace QubridPS.Tests.Faults;

/// <summary>One row of the matrix: what a server does wrong, and what has to come of it in each mode.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="StreamedError">What comes of it where a stream was asked for: an error's id, or Ok.</param>
/// <param name="Text">The text that had arrived by then: shown by -Stream and -Live, and kept in PartialCompletion.</param>
/// <param name="BufferedError">What comes of it where a whole answer was asked for. Nothing of one is kept, since it arrives in one piece.</param>
/// <param name="Attempts">How often it was tried: by default, -Stream, -Live, -NoStream, -Each, -Each -ThrottleLimit.</param>
/// <param name="Respond">What the server does; null where there is none.</param>
internal sealed record FaultCase(string Name, string StreamedError, string Text, string BufferedError, string Attempts, Func<HttpContext, bool, Task>? Respond)
{
    internal const string Ok = "Ok";

    /// <summary>Where it is asked; null is the server.</summary>
    internal string? Address { get; init; }

    /// <summary>More words for the command line.</summary>
    internal string TimeoutArguments { get; init; } = "";

    /// <summary>The shortest time between two requests that the server saw.</summary>
    internal TimeSpan MinRetryDelay { get; init; }

    /// <summary>The most bytes that are read of the answer, as far as the server can tell.</summary>
    internal long? MaxBytes { get; init; }

    internal string GetErrorId(InvocationMode mode) => mode == InvocationMode.NoStream ? BufferedError : StreamedError;

    /// <summary>A whole answer is told in one piece, or not at all.</summary>
    internal string GetText(InvocationMode mode) => mode == InvocationMode.NoStream && BufferedError != Ok ? "" : Text;

    internal int GetAttempts(InvocationMode mode) => int.Parse(Attempts.Split(' ')[(int)mode], System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => Name;
}
