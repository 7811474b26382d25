using QubridPS.Errors;

namespace QubridPS.Common;

/// <summary>Creates wildcard patterns that ignore case and culture.</summary>
internal static class Wildcards
{
    /// <summary>Parses a pattern.</summary>
    /// <param name="name">The pattern.</param>
    /// <param name="parameter">The name of the parameter that contains it, for the error.</param>
    /// <exception cref="QubridInputException">The pattern is not valid.</exception>
    internal static WildcardPattern Create(string name, string parameter)
    {
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            pattern.IsMatch(""); // the constructor does not parse the pattern; the first match does
            return pattern;
        }
        catch (WildcardPatternException cause)
        {
            throw PatternErrors.WildcardInvalid(parameter, name, cause);
        }
    }
}
