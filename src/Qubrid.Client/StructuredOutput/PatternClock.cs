using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Qubrid.Client.StructuredOutput;

/// <summary>Measures how long the patterns of a schema take in one validation, which runs on one thread.</summary>
internal static class PatternClock
{
    [ThreadStatic]
    private static long t_spent;

    /// <summary>Gets the time limit of one match, and of all matches of one validation.</summary>
    internal static TimeSpan Limit { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Starts a validation.</summary>
    internal static void Start() => t_spent = 0;

    /// <summary>Matches a text.</summary>
    /// <exception cref="RegexMatchTimeoutException">The time limit is exceeded.</exception>
    internal static bool IsMatch(Regex regex, string text)
    {
        var started = Stopwatch.GetTimestamp();
        var isMatch = regex.IsMatch(text);
        t_spent += Stopwatch.GetTimestamp() - started;
        return t_spent <= Limit.TotalSeconds * Stopwatch.Frequency ? isMatch : throw new RegexMatchTimeoutException(text, regex.ToString(), Limit);
    }
}
