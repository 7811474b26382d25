using System.Reflection;
using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Returns what a user can do after a failed call. Only parameters of the cmdlet that failed are recommended.</summary>
internal static class RecommendedActions
{
    /// <summary>The action for a request that cannot be redacted.</summary>
    internal const string Redaction = "Simplify the regular expression, or send less text in a request";

    /// <summary>Returns the action for an error record.</summary>
    internal static string Get(QubridApiException failure, Type cmdlet) => Sentence.Join(Describe(failure, cmdlet), LocatePartialCompletion(failure));

    /// <summary>Returns the action for a message on the screen, where no error record can be examined.</summary>
    internal static string GetForScreen(QubridApiException failure, Type cmdlet) => Sentence.End(Describe(failure, cmdlet));

    private static string Describe(QubridApiException failure, Type cmdlet) => failure.Kind switch
    {
        _ when failure.IsContextLengthExceeded => DescribeContextLength(cmdlet),
        QubridErrorKind.Unauthorized => "Check the API key: run Connect-Qubrid -ApiKey <key>, or set QUBRID_API_KEY. If a gateway requires a header, check its value "
            + "in Connect-Qubrid -Headers",
        QubridErrorKind.NotFound => SendsPrompts(cmdlet)
            ? "Check -Model (Get-QubridModel lists the available models) and the base address (Get-QubridConnection)"
            : "Check the base address (Get-QubridConnection)",
        QubridErrorKind.InvalidRequest => "Correct the request as described in the message" + (SupportsWhatIf(cmdlet) ? "; -WhatIf shows the request" : ""),
        QubridErrorKind.RateLimited when failure.IsQuotaExhausted => "Check the plan and the balance of the account. Waiting does not help",
        QubridErrorKind.RateLimited when failure.RetryAfter is { } delay => FormattableString.Invariant(
            $"Wait {delay.TotalSeconds:0.#} s and retry{Suggest(cmdlet, "reduce", "ThrottleLimit")}{Suggest(cmdlet, "increase", "MaximumRetryCount", "MaximumRetryDelaySec")}"),
        QubridErrorKind.RateLimited => $"Wait and retry{Suggest(cmdlet, "reduce", "ThrottleLimit")}{Suggest(cmdlet, "increase", "MaximumRetryCount")}",
        QubridErrorKind.ServerError => "Retry later. If the problem persists, report the request id to the service",
        QubridErrorKind.ConnectionFailed => "Check the network, the proxy (Connect-Qubrid -Proxy, -ProxyCredential) and the base address (Get-QubridConnection)",
        QubridErrorKind.Timeout => $"Retry{Suggest(cmdlet, "increase", "ConnectionTimeoutSeconds", "OperationTimeoutSeconds", "TimeoutSeconds")}",
        QubridErrorKind.StreamInterrupted => "Send the request again",
        QubridErrorKind.StreamError => "Correct the problem that the service reports in the message, or send the request again",
        QubridErrorKind.SchemaMismatch => HasParameter(cmdlet, "MaxSchemaRetry")
            ? "Simplify the schema, increase -MaxSchemaRetry or -MaxTokens, or use another -Model"
            : "Change the text or the data so that it matches the schema",
        QubridErrorKind.ToolRoundLimit => $"Tell the model when to stop{Suggest(cmdlet, "increase", "MaxToolRound")}",
        QubridErrorKind.NotInteractive => $"{(SupportsWhatIf(cmdlet) ? "Specify -Confirm:$false" : "Set $ConfirmPreference to None")} to run the calls without confirmation, or run the command in an interactive session. "
            + "If the command prompts by itself, let New-QubridTool -Parameter offer the parameter that suppresses the prompt, such as Force, or wrap the command in a function that sets it",
        QubridErrorKind.RedactionFailed => Redaction,
        QubridErrorKind.JournalMiss => "Record the response first: run Connect-Qubrid -Journal <path> -JournalMode Auto with an API key, and then the same command again. Or send the request as it was recorded",
        QubridErrorKind.JournalUnusable => "Check that the file is accessible and the disk is not full",
        _ => "Check that the base address is the root of an OpenAI-compatible API, such as https://platform.qubrid.com/v1",
    };

    // The limit is lower than that of the model, because the number of tokens is estimated, and because the response needs space too.
    private static string DescribeContextLength(Type cmdlet) =>
        HasParameter(cmdlet, "Split")
            ? "Send less data, or divide it into several requests: -MaxInputTokens <tokens> -Split, with a limit below the context length of the model. A model with a longer context (-Model) also helps"
        : HasParameter(cmdlet, "MaxInputTokens") ? "Send less data, or use a model with a longer context (-Model)"
        : "Shorten the conversation: /clear starts a new one. Or use a model with a longer context";

    private static string? LocatePartialCompletion(QubridApiException failure) => failure switch
    {
        { PartialCompletion: null } => null,
        { Kind: QubridErrorKind.ToolRoundLimit or QubridErrorKind.NotInteractive } => "The tool calls are in $_.Exception.PartialCompletion.ToolInvocations",
        { Kind: QubridErrorKind.SchemaMismatch or QubridErrorKind.JournalUnusable } => "The response is in $_.Exception.PartialCompletion",
        _ => "The partial response is in $_.Exception.PartialCompletion",
    };

    private static string Suggest(Type cmdlet, string verb, params string[] parameters)
    {
        var names = parameters.Where(name => HasParameter(cmdlet, name)).Select(name => "-" + name).ToArray();
        return names.Length switch
        {
            0 => "",
            1 => $", or {verb} {names[0]}",
            _ => $", or {verb} {string.Join(", ", names.Take(names.Length - 1))} or {names[names.Length - 1]}",
        };
    }

    private static bool SendsPrompts(Type cmdlet) => HasParameter(cmdlet, "MaxTokens");

    private static bool SupportsWhatIf(Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()?.SupportsShouldProcess == true;

    private static bool HasParameter(Type cmdlet, string name) => cmdlet.GetProperty(name)?.IsDefined(typeof(ParameterAttribute), inherit: true) == true;
}
