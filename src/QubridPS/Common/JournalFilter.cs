using System.Text.RegularExpressions;
using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Common;

/// <summary>Selects journal entries by model, text and time. A condition that is null is met by every entry.</summary>
internal sealed class JournalFilter(string? model, string? match, DateTime? after, DateTime? before)
{
    private static readonly TimeSpan s_matchTimeout = TimeSpan.FromSeconds(5);

    private readonly WildcardPattern? _model = model is null ? null : Wildcards.Create(model, "Model");
    private readonly Regex? _match = match is null ? null : CreateRegex(match);

    // A time without a time zone is local, as in other cmdlets.
    private readonly DateTime? _after = after?.ToUniversalTime();
    private readonly DateTime? _before = before?.ToUniversalTime();

    /// <summary>Returns whether an entry meets all conditions. An entry without a time meets no condition for the time.</summary>
    internal bool Includes(JournalEntry entry) =>
        (_model is null || _model.IsMatch(entry.Model ?? ""))
        && (_after is null || entry.Time?.UtcDateTime >= _after)
        && (_before is null || entry.Time?.UtcDateTime < _before)
        && (_match is null || IsMatch(_match, entry.Prompt) || IsMatch(_match, entry.Completion.Text));

    private static bool IsMatch(Regex match, string? text)
    {
        try
        {
            return match.IsMatch(text ?? "");
        }
        catch (RegexMatchTimeoutException cause)
        {
            throw PatternErrors.RegexTimedOut("Match", match.ToString(), s_matchTimeout, cause);
        }
    }

    private static Regex CreateRegex(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_matchTimeout);
        }
        catch (ArgumentException cause)
        {
            throw PatternErrors.RegexInvalid("Match", pattern, cause);
        }
    }
}
