using Microsoft.AspNetCore.Http;

namespace QubridPS.Tests.Faults;

/// <summary>One row of the matrix: what a server does wrong, and what has to come of it in each mode.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Streamed">What comes of it where a stream was asked for: an error's id, or Ok.</param>
/// <param name="Text">The text that had arrived by then: shown by -Stream and -Live, and kept in PartialCompletion.</param>
/// <param name="Whole">What comes of it where a whole answer was asked for. Nothing of one is kept, since it arrives in one piece.</param>
/// <param name="Attempts">How often it was tried: by default, -Stream, -Live, -NoStream, -Each, -Each -ThrottleLimit.</param>
/// <param name="Act">What the server does; null where there is none.</param>
internal sealed record Fault(string Name, string Streamed, string Text, string Whole, string Attempts, Func<HttpContext, bool, Task>? Act)
{
    internal const string Ok = "Ok";

    /// <summary>Where it is asked; null is the server.</summary>
    internal string? Address { get; init; }

    /// <summary>More words for the command line.</summary>
    internal string Patience { get; init; } = "";

    /// <summary>The shortest time between two requests that the server saw.</summary>
    internal TimeSpan Pause { get; init; }

    /// <summary>The most bytes that are read of the answer, as far as the server can tell.</summary>
    internal long? MostBytes { get; init; }

    internal string Id(Mode mode) => mode == Mode.NoStream ? Whole : Streamed;

    /// <summary>A whole answer is told in one piece, or not at all.</summary>
    internal string TextOf(Mode mode) => mode == Mode.NoStream && Whole != Ok ? "" : Text;

    internal int AttemptsOf(Mode mode) => int.Parse(Attempts.Split(' ')[(int)mode], System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => Name;
}
