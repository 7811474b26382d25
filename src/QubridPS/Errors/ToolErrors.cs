namespace QubridPS.Errors;

/// <summary>Creates the errors of tools and of the parameters that depend on them.</summary>
internal static class ToolErrors
{
    internal static QubridInputException NotATool(object? value) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.InvalidArgument,
        $"{(value is CommandInfo command ? $"{command.CommandType} '{command.Name}'" : $"An object of type {ErrorText.GetTypeName(value)}")} cannot be used as a tool.",
        "Specify the name of a cmdlet, function or script, the output of Get-Command, or the output of New-QubridTool. To use an application, wrap it in a function.",
        value);

    internal static QubridInputException ToolNameRequired() => new(
        "Qubrid.InvalidTool",
        ErrorCategory.InvalidArgument,
        "A script block requires a tool name.",
        "Specify a name: New-QubridTool -Name Get-Uptime -ScriptBlock { ... }.",
        null);

    internal static QubridInputException CommandNotFound(string name) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.ObjectNotFound,
        $"The command '{name}' was not found.",
        "Check the name with Get-Command, or import the module of the command first.",
        name);

    internal static QubridInputException ParameterNotFound(string command, string name) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.ObjectNotFound,
        $"{command} has no parameter '{name}' that can be offered to a model.",
        $"Run (Get-Command {command}).Parameters.Keys to list the parameters.",
        name);

    internal static QubridInputException MandatoryParameterNotOffered(string command, string name) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.InvalidArgument,
        $"The mandatory parameter -{name} of {command} is not available to the model.",
        "Include it in New-QubridTool -Parameter. If it takes a secret or a script block, wrap the command in a function that supplies the value.",
        command);

    internal static QubridInputException ToolNameDuplicate(string name) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.InvalidArgument,
        $"The tool name '{name}' is used more than once. Tool names must be unique.",
        "Specify another name for one of the tools: New-QubridTool ... -Name.",
        name);

    internal static QubridInputException ToolRequired(string parameter) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"The parameter -{parameter} requires -Tool.",
        "Specify the commands that the model can call with -Tool.",
        null);

    internal static QubridInputException ToolChoiceUnknown(string choice, IEnumerable<object> tools) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.ObjectNotFound,
        $"The value '{ErrorText.Shorten(choice)}' of -ToolChoice is not the name of a tool of -Tool.",
        $"Specify auto, none, required, or one of the tools: {string.Join(", ", tools)}.",
        choice);

    internal static QubridInputException ThrottleWithTools() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameters -Tool and -ThrottleLimit cannot be used together, because tools run in this session one at a time.",
        "Omit -ThrottleLimit or -Tool.",
        null);
}
