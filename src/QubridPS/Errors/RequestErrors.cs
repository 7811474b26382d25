namespace QubridPS.Errors;

/// <summary>Creates the errors of request settings and of parameters that cannot be combined.</summary>
internal static class RequestErrors
{
    internal static QubridInputException ReservedProperty(string name, string parameter) => new(
        "Qubrid.ReservedProperty",
        ErrorCategory.InvalidArgument,
        $"The field '{name}' cannot be used in -AdditionalProperty, because the parameter -{parameter} sets it.",
        $"Remove the field from -AdditionalProperty and use -{parameter}.",
        name);

    internal static QubridInputException ReservedStream() => new(
        "Qubrid.ReservedProperty",
        ErrorCategory.InvalidArgument,
        "The field 'stream' cannot be used in -AdditionalProperty, because the cmdlet sets it.",
        "Remove the field from -AdditionalProperty. Responses are streamed unless Invoke-QubridChat -NoStream is used.",
        "stream");

    internal static QubridInputException AdditionalPropertyTooDeep() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The value of -AdditionalProperty exceeds the maximum depth of 64 levels.",
        "Reduce the nesting of the value.",
        null);

    internal static QubridInputException ContentWithProperty() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameter -Property cannot be used together with -As Content, which sends the content of files and not their properties.",
        "Omit -Property, or use another format, such as -As Json.",
        null);

    internal static QubridInputException ContentWithScriptBlock() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "-As Content was specified, and -Prompt is a script block, of which only the result is sent.",
        "Specify -Prompt as a string. With -Each, one request is sent for each file.",
        null);

    internal static QubridInputException OutputModesConflict() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameters -Stream, -Live and -NoStream cannot be used together.",
        "Use one of them, or none to get the completion as one object.",
        null);

    internal static QubridInputException FallbackModelEmpty() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The value of -FallbackModel contains a name without text.",
        "Specify the names of models, such as -FallbackModel 'first/model', 'second/model'. Get-QubridModel lists the available models.",
        null);

    internal static QubridInputException ThrottleWithStreaming() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameter -ThrottleLimit cannot be used together with -Stream or -Live, which display one response at a time.",
        "Omit -ThrottleLimit, or omit -Stream and -Live.",
        null);

    internal static QubridInputException SplitWithoutLimit() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameter -Split requires -MaxInputTokens, which limits the size of each request.",
        "Specify -MaxInputTokens, less than the context length of the model.",
        null);

    internal static QubridInputException SplitWithoutData() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameter -Split divides piped data, and requires a text for -Prompt that applies to all of it.",
        "Pipe the data, and specify the instruction with -Prompt.",
        null);

    internal static QubridInputException MergePromptWithoutSplit() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "The parameter -MergePrompt requires -Split.",
        "Add -Split, or omit -MergePrompt.",
        null);

    internal static QubridInputException MessageAfterParts(object? message) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "A message was piped after data that has already been sent in parts, which would not have it.",
        "Pipe the messages before the data, or use -Message.",
        message);
}
