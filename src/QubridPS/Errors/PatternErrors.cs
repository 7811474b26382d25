namespace QubridPS.Errors;

/// <summary>Creates the errors of patterns and property paths that are not valid.</summary>
internal static class PatternErrors
{
    internal static QubridInputException RegexInvalid(string pattern, Exception cause) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"'{pattern}' is not a valid regular expression: {cause.Message}",
        "Correct the expression, or use [regex]::Escape() to match a plain text.",
        pattern,
        cause);

    internal static QubridInputException WildcardInvalid(string name, Exception cause) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"'{name}' is not a valid wildcard pattern: {cause.Message}",
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
