using System.Text.RegularExpressions;

namespace Qubrid.Client.Recognition;

/// <summary>
/// Creates regular expressions that hostile text cannot slow down: they match in linear time on .NET. .NET Framework, and patterns that
/// cannot be
/// matched in linear time (look-around, backreferences), have a time limit instead.
/// </summary>
internal static class LinearRegex
{
    /// <summary>The time limit of one match.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>The time limit of all matches in a text.</summary>
    internal static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Creates a regular expression that ignores case, unless its pattern contains <c>(?-i)</c>.</summary>
    /// <exception cref="ArgumentException">The pattern is not valid.</exception>
    internal static Regex Create(string pattern)
    {
        const RegexOptions options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
#if NET
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, Timeout);
        }
        catch (NotSupportedException)
        {
            // The pattern requires backtracking.
        }
#endif
        return new Regex(pattern, options, Timeout);
    }
}
