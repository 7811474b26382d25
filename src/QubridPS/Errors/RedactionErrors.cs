using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Creates the errors of redaction.</summary>
internal static class RedactionErrors
{
    private const string Action = "Specify categories, regular expressions, or hashtables such as @{ Host = 'web\\d+' }. See about_QubridPS_Redaction.";

    internal static QubridInputException ValueInvalid(object? value, string reason, Exception? cause = null) => new(
        "Qubrid.InvalidInput", ErrorCategory.InvalidArgument, $"The value of -Redact is not valid: {reason}", Action, value, cause);

    internal static QubridInputException VariableInvalid(string name, string value, string reason) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"The value of the environment variable {name} is not valid: {reason}",
        $"Set {name} to categories separated by commas: {string.Join(", ", RedactionCategories.Names)}, or {RedactionCategories.All}.",
        value);

    internal static QubridInputException Failed(QubridApiException failure, object? target) => new(
        "Qubrid.RedactionFailed", ErrorCategory.InvalidArgument, failure.Message, RecommendedActions.Redaction + ".", target, failure) { IsItemError = true };
}
