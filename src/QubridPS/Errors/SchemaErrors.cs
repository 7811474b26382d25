namespace QubridPS.Errors;

/// <summary>Creates the errors of -Schema and of the parameters that depend on it.</summary>
internal static class SchemaErrors
{
    internal static QubridInputException SchemaInvalid(Exception cause, object schema) => new(
        "Qubrid.InvalidSchema",
        ErrorCategory.InvalidArgument,
        $"The value of -Schema is not valid. {cause.Message}",
        "Specify a JSON Schema (text or hashtable), a type, or the short form: @{ severity = 'low|medium|high'; hosts = 'string[]'; disks = @(@{ name = 'string' }) } or 'name, age int'.",
        schema,
        cause);

    internal static QubridInputException SchemaRequired(string parameter) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"The parameter -{parameter} requires -Schema.",
        "Specify a schema, such as -Schema @{ severity = 'low|medium|high' }.",
        null);

    internal static QubridInputException AsObjectWithStream() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameters -AsObject and -Stream cannot be used together.",
        "Omit one of them. With -Stream, the data is in Completion.Data of the last update.",
        null);
}
