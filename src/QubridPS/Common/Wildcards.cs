using QubridPS.Errors;

namespace QubridPS.Common;

/// <summary>A name with wildcards as a user types it: in whatever case, and in every culture the same.</summary>
internal static class Wildcards
{
    internal static WildcardPattern Create(string name)
    {
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            pattern.IsMatch(""); // it is read with its first use
            return pattern;
        }
        catch (WildcardPatternException cause)
        {
            throw PatternErrors.WildcardInvalid(name, cause);
        }
    }
}
