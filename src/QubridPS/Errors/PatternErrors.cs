using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Creates the errors of patterns and property paths that are not valid.</summary>
internal static class PatternErrors
{
    internal static QubridInputException RegexInvalid(string parameter, string pattern, Exception cause) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        Sentence.End($"'{pattern}' in -{parameter} is not a valid regular expression: {cause.Message}"),
        "Correct the expression, or use [regex]::Escape() to match a plain text.",
        pattern,
        cause);

    internal static QubridInputException RegexTimedOut(string parameter, string pattern, TimeSpan timeout, Exception cause) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        FormattableString.Invariant($"The regular expression '{pattern}' in -{parameter} did not end within {timeout.TotalSeconds:0.###} s for one text."),
        "Simplify the expression; nested repetitions such as (a+)+ take very long.",
        pattern,
        cause);

    internal static QubridInputException WildcardInvalid(string parameter, string name, Exception cause) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        Sentence.End($"'{name}' in -{parameter} is not a valid wildcard pattern: {cause.Message}"),
        "Correct the pattern, or use [WildcardPattern]::Escape() to match a plain name.",
        name,
        cause);

    internal static QubridInputException GroupByInvalid(string path) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"'{path}' is not a valid property path.",
        "Specify the name of a property, or a path to a nested property, such as Model or InputObject.Level.",
        path);
}
