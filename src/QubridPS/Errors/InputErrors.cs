using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Every error that is known before anything is sent: what is wrong, and what to do.</summary>
internal static class InputErrors
{
    internal static QubridInputException ApiKeyMissing() => new(
        "Qubrid.NoApiKey",
        ErrorCategory.AuthenticationError,
        "There is no API key.",
        "Run Connect-Qubrid -ApiKey <key>, or set the environment variable QUBRID_API_KEY. To try without a key: Start-QubridMockServer -Connect.",
        null);

    internal static QubridInputException ApiKeyInvalid() => new(
        "Qubrid.InvalidApiKey",
        ErrorCategory.AuthenticationError,
        "The API key cannot be sent: it holds white space or characters outside ASCII.",
        "Copy the key again, without quotes or line breaks.",
        null);

    internal static QubridInputException BaseUriInvalid(string reason, string address) => new(
        "Qubrid.InvalidBaseUri",
        ErrorCategory.InvalidArgument,
        reason,
        "Give the root of the API as -BaseUri or in QUBRID_BASE_URL.",
        QubridClientOptions.RemoveSecrets(address) == address ? address : null);

    internal static QubridInputException EmptyPrompt(object? target) => new(
        "Qubrid.EmptyPrompt",
        ErrorCategory.InvalidArgument,
        "The prompt is empty, so there is nothing to ask.",
        "Give a prompt with text: Invoke-QubridChat 'What is ...?'",
        target)
    { IsItemError = true };

    internal static QubridInputException PromptMissing() => new(
        "Qubrid.PromptRequired",
        ErrorCategory.InvalidArgument,
        "There is nothing to ask: no prompt, no message and no pipeline input was given.",
        "Give a prompt: Invoke-QubridChat 'What is ...?', or pipe strings, objects or messages.",
        null);

    internal static QubridInputException PromptRequired(object? target) => new(
        "Qubrid.PromptRequired",
        ErrorCategory.InvalidArgument,
        $"An object of type {GetTypeName(target)} is data, and there is no prompt that says what to do with it.",
        "Give -Prompt: ... | Invoke-QubridChat 'Which of these should worry me?'. Only strings are prompts by themselves.",
        target);

    internal static QubridInputException NullInput() => new(
        "Qubrid.NullInput",
        ErrorCategory.InvalidData,
        "The input is only $null, so nothing was sent.",
        "Check the command or variable that the input comes from, or leave the input out to send the prompt alone.",
        null);

    internal static QubridInputException NullItems(int nulls, int items) => new(
        "Qubrid.NullInput",
        ErrorCategory.InvalidData,
        $"{nulls} of {items} piped items are $null, and no request was sent for them.",
        "Check the command that the input comes from; Where-Object { $null -ne $_ } leaves such items out.",
        null);

    internal static QubridInputException FormattedInput(object? target) => new(
        "Qubrid.FormattedInput",
        ErrorCategory.InvalidData,
        "The input was written by a Format- command (Format-Table, Format-List, Format-Wide or Format-Custom): it is layout for a screen, not data. Nothing was sent.",
        "Remove the Format- command from the pipeline; -Property selects what is sent, or Out-String makes text of the layout.",
        target);

    internal static QubridInputException UnknownRole(string? role, object? target) => new(
        "Qubrid.UnknownRole",
        ErrorCategory.InvalidData,
        $"A message has the role '{role}', which does not exist.",
        "Use user, system, assistant or tool.",
        target);

    internal static QubridInputException NotAMessage(object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        $"An object of type {GetTypeName(target)} is no message.",
        "Use New-QubridMessage, or a hashtable with role and content.",
        target);

    internal static QubridInputException ReservedProperty(string name) => new(
        "Qubrid.ReservedProperty",
        ErrorCategory.InvalidArgument,
        $"-AdditionalProperty holds '{name}', which has a parameter of its own.",
        "Use that parameter: -Model, -Prompt or -Message, -MaxTokens, -Temperature, -TopP, -Stop, -PresencePenalty, -FrequencyPenalty, -Seed; -NoStream for stream.",
        name);

    internal static QubridInputException AdditionalPropertyTooDeep() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "-AdditionalProperty is nested deeper than 64 levels, which is as deep as JSON is read.",
        "Give less deep data.",
        null);

    internal static QubridInputException RowValueInvalid(string name, object? value, string expected, object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        $"The object's {name} is '{value}', where {expected} was expected.",
        $"Correct the value, or leave {name} empty to take the default.",
        target)
    { IsItemError = true };

    internal static QubridInputException OutputModesConflict() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "-Stream, -Live and -NoStream exclude each other.",
        "Give one of them, or none for the whole answer as one object.",
        null);

    internal static QubridInputException InputTooLarge(long estimate, long limit, object? target) => new(
        "Qubrid.InputTooLarge",
        ErrorCategory.LimitsExceeded,
        $"The request is about {estimate} tokens large (estimated), and -MaxInputTokens allows {limit}. It was not sent.",
        "Send less: fewer objects (Where-Object), fewer properties (-Property), a denser form (-As Csv), less depth (-Depth), a request for each object (-Each), or raise -MaxInputTokens.",
        target)
    { IsItemError = true };

    internal static QubridInputException TokenBudgetExceeded(long limit, long tokensUsed, object? target) => new(
        "Qubrid.TokenBudgetExceeded",
        ErrorCategory.LimitsExceeded,
        $"{tokensUsed} tokens were spent, and -MaxTotalTokens allows {limit}: no more requests were sent, this one first. What was done was given.",
        "Raise -MaxTotalTokens; with -Checkpoint the same command goes on where this one ended.",
        target);

    internal static QubridInputException CheckpointUnusable(string path, Exception cause) => new(
        "Qubrid.CheckpointUnusable",
        ErrorCategory.InvalidArgument,
        $"The checkpoint '{path}' cannot be used: {cause.Message}",
        "Give the path of a new file in a folder that exists, or of a checkpoint that this command began.",
        path,
        cause);

    internal static QubridInputException JournalUnusable(string path, Exception cause) => new(
        "Qubrid.JournalUnusable",
        ErrorCategory.InvalidArgument,
        $"The journal '{path}' cannot be used: {cause.Message}",
        "Give the path of a journal, or of a new file in a folder that exists; -JournalMode Record or Auto begins one.",
        path,
        cause);

    internal static QubridInputException JournalRequired() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "-JournalMode says what a journal is for, and no journal was given.",
        "Give the file with -Journal, or leave out -JournalMode.",
        null);

    internal static QubridInputException ThrottleWithStreaming() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "-Stream and -Live show one answer while it comes, and -ThrottleLimit asks for several at once.",
        "Leave out -ThrottleLimit, or -Stream or -Live.",
        null);

    internal static QubridInputException SchemaInvalid(Exception cause, object schema) => new(
        "Qubrid.InvalidSchema",
        ErrorCategory.InvalidArgument,
        $"-Schema cannot be used. {cause.Message}",
        "Give a JSON Schema (text or hashtable), a type, or the short form: @{ severity = 'low|medium|high'; hosts = 'string[]' } or 'name, age int'.",
        schema,
        cause);

    internal static QubridInputException SchemaRequired(string parameter) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"-{parameter} needs a schema that says what the answer's data looks like.",
        "Give -Schema, such as -Schema @{ severity = 'low|medium|high' }.",
        null);

    internal static QubridInputException AsObjectWithStream() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "-AsObject gives the data of a whole answer, and -Stream gives the answer in pieces.",
        "Leave out one of them; with -Stream the data is in the last update's Completion.Data.",
        null);

    internal static QubridInputException NotATool(object? value) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.InvalidArgument,
        $"{(value is CommandInfo command ? $"{command.CommandType} '{command.Name}'" : $"An object of type {GetTypeName(value)}")} cannot be a tool.",
        "Give the name of a cmdlet, function or script, what Get-Command gives for it, or what New-QubridTool makes. Wrap a program in a function.",
        value);

    internal static QubridInputException ToolNameRequired() => new(
        "Qubrid.InvalidTool",
        ErrorCategory.InvalidArgument,
        "A script block has no name for the model to call it by.",
        "Give one: New-QubridTool -Name Get-Uptime -ScriptBlock { ... }.",
        null);

    internal static QubridInputException CommandNotFound(string name) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.ObjectNotFound,
        $"There is no command '{name}'.",
        "Check the name with Get-Command, or import its module first.",
        name);

    internal static QubridInputException ParameterNotFound(string command, string name) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.ObjectNotFound,
        $"{command} has no parameter '{name}' that a model could be offered.",
        $"See (Get-Command {command}).Parameters.Keys.",
        name);

    internal static QubridInputException MandatoryParameterNotOffered(string command, string name) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.InvalidArgument,
        $"{command} cannot be called without -{name}, which the model is not offered.",
        "Name it in -Parameter; where it is a secret or a script block, wrap the command in a function that knows it.",
        command);

    internal static QubridInputException ToolRequired() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "-MaxToolRound limits the calling of tools, and no tool was given.",
        "Give the commands that the model may call with -Tool.",
        null);

    internal static QubridInputException ToolNameDuplicate(string name) => new(
        "Qubrid.InvalidTool",
        ErrorCategory.InvalidArgument,
        $"Two tools have the name '{name}', and the model could not tell them apart.",
        "Give one of them another name: New-QubridTool ... -Name.",
        name);

    internal static QubridInputException ThrottleWithTools() => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "-Tool runs commands in this session, one after the other, and -ThrottleLimit asks for several requests at once.",
        "Leave out -ThrottleLimit or -Tool.",
        null);

    internal static QubridInputException SecretUnavailable(string name, string reason, Exception? cause = null) => new(
        "Qubrid.SecretUnavailable",
        ErrorCategory.ResourceUnavailable,
        $"The secret '{name}' cannot be had: {reason}",
        "Install and set up Microsoft.PowerShell.SecretManagement with a vault that holds the secret as string or SecureString, or give -ApiKey.",
        name,
        cause);

    internal static QubridInputException ModelNotFound(string name) => new(
        "Qubrid.NotFound",
        ErrorCategory.ObjectNotFound,
        $"There is no model '{name}' that the key can use.",
        "Run Get-QubridModel without a name to see all.",
        name);

    internal static QubridInputException ContentRequired(object? target) => new(
        "Qubrid.PromptRequired",
        ErrorCategory.InvalidArgument,
        $"An object of type {GetTypeName(target)} is data, and there is no instruction that says what to do with it.",
        "Give -Content: ... | New-QubridMessage 'Which of these should worry me?'. Only strings are messages by themselves.",
        target);

    internal static QubridInputException MessageContentMissing() => new(
        "Qubrid.EmptyPrompt",
        ErrorCategory.InvalidArgument,
        "A message needs a text or an image.",
        "Give -Content, -Image, or pipe a string.",
        null);

    internal static QubridInputException MockServerMissing() => new(
        "Qubrid.NoMockServer",
        ErrorCategory.ObjectNotFound,
        "No mock server runs in this session.",
        "Run Start-QubridMockServer -Connect first, or give -Server.",
        null);

    internal static QubridInputException ToolCallNameMissing(object call) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        "A tool call needs the name of the tool.",
        "Write -ToolCall @{ Name = 'Get-Service'; Arguments = @{ Name = 'Spooler' } }.",
        call);

    internal static QubridInputException RegexInvalid(string pattern, Exception cause) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"'{pattern}' is no regular expression: {cause.Message}",
        "Correct it, or use [regex]::Escape() for a plain text.",
        pattern,
        cause);

    internal static QubridInputException WildcardInvalid(string name, Exception cause) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"'{name}' is no pattern: {cause.Message}",
        "Correct it, or use [WildcardPattern]::Escape() for a plain name.",
        name,
        cause);

    internal static QubridInputException GroupByInvalid(string path) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        $"'{path}' names no property.",
        "Give -GroupBy a property, or a property of a property, such as Model or InputObject.Level.",
        path);

    internal static QubridInputException PortInUse(int port, Exception cause) => new(
        "Qubrid.PortTaken",
        ErrorCategory.ResourceBusy,
        $"The mock server cannot listen on port {port}: {cause.Message}",
        "Choose another -Port, or leave it out to take a free one.",
        port,
        cause);

    internal static QubridInputException NotACompletion(object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        $"An object of type {GetTypeName(target)} is no chat completion, so there is nothing to measure.",
        "Pipe what Invoke-QubridChat gives: completions, updates of -Stream, and with 2>&1 its errors.",
        target)
    { IsItemError = true };

    private static string GetTypeName(object? value) =>
        value is null ? "null" : PSObject.AsPSObject(value).BaseObject.GetType().Name;
}
