using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>The one place that turns a failed call into what the user sees and catches.</summary>
internal static class ApiErrorRecordFactory
{
    internal static ErrorRecord Create(QubridApiException failure, object? target) => Create(failure, target, "Qubrid." + failure.Kind);

    /// <summary>Creates the record as it is caught after the command has thrown it: the engine adds the type of the command to the id.</summary>
    internal static ErrorRecord FromCommand(QubridApiException failure, object? target, Type command) =>
        Create(failure, target, $"Qubrid.{failure.Kind},{command.FullName}");

    private static ErrorRecord Create(QubridApiException failure, object? target, string id) =>
        new(failure, id, GetCategory(failure), target)
        {
            ErrorDetails = new ErrorDetails(GetMessage(failure)) { RecommendedAction = GetRecommendedAction(failure) },
        };

    private static string GetMessage(QubridApiException failure)
    {
        var text = failure.PartialCompletion?.Text;
        return Sentence.Join(
            failure.Message,
            string.IsNullOrEmpty(text) ? null : $"What had come before ({text!.Length} characters) is in the exception's PartialCompletion",
            failure.Attempts > 1 ? $"Tried {failure.Attempts} times" : null,
            failure.RequestId is null ? null : $"Request id: {failure.RequestId}");
    }

    private static ErrorCategory GetCategory(QubridApiException failure) => failure.Kind switch
    {
        QubridErrorKind.Unauthorized when (int?)failure.StatusCode == 403 => ErrorCategory.PermissionDenied,
        QubridErrorKind.Unauthorized => ErrorCategory.AuthenticationError,
        QubridErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        QubridErrorKind.InvalidRequest => ErrorCategory.InvalidArgument,
        QubridErrorKind.RateLimited => ErrorCategory.LimitsExceeded,
        QubridErrorKind.ServerError or QubridErrorKind.StreamError => ErrorCategory.ResourceUnavailable,
        QubridErrorKind.ToolRoundLimit => ErrorCategory.LimitsExceeded,
        QubridErrorKind.Timeout => ErrorCategory.OperationTimeout,
        QubridErrorKind.InvalidResponse or QubridErrorKind.SchemaMismatch => ErrorCategory.InvalidData,
        QubridErrorKind.JournalMiss => ErrorCategory.ObjectNotFound,
        QubridErrorKind.JournalUnusable => ErrorCategory.WriteError,
        _ => ErrorCategory.ConnectionError,
    };

    private static string GetRecommendedAction(QubridApiException failure) => failure.Kind switch
    {
        QubridErrorKind.Unauthorized => "Check the API key: Connect-Qubrid -ApiKey <key>, or QUBRID_API_KEY.",
        QubridErrorKind.NotFound => "Check -Model (Get-QubridModel lists them) and the base address (Get-QubridConnection).",
        QubridErrorKind.InvalidRequest => "Change the request as the message says; -WhatIf shows what would be sent.",
        QubridErrorKind.RateLimited when failure.IsQuotaExhausted => "Check the plan and the balance of the account: waiting does not help.",
        QubridErrorKind.RateLimited when failure.RetryAfter is { } wait => FormattableString.Invariant($"Wait {wait.TotalSeconds:0.#} s, send fewer requests at a time, or raise -MaximumRetryCount or -MaximumRetryDelaySec."),
        QubridErrorKind.RateLimited => "Wait a little, send fewer requests at a time, or raise -MaximumRetryCount.",
        QubridErrorKind.ServerError => "Try again later; if it stays, report the request id to the service.",
        QubridErrorKind.ConnectionFailed => "Check the network, the proxy (Connect-Qubrid -Proxy, -ProxyCredential) and the base address (Get-QubridConnection).",
        QubridErrorKind.Timeout => "Try again, or raise -ConnectionTimeoutSeconds, -OperationTimeoutSeconds or -TimeoutSeconds.",
        QubridErrorKind.StreamInterrupted => "Send it again; take what had come from $_.Exception.PartialCompletion.",
        QubridErrorKind.StreamError => "Read the service's words; take what had come from $_.Exception.PartialCompletion.",
        QubridErrorKind.SchemaMismatch => "Read the text in $_.Exception.PartialCompletion; make the schema simpler, raise -MaxSchemaRetry or -MaxTokens, or take another -Model.",
        QubridErrorKind.ToolRoundLimit => "See what it called in $_.Exception.PartialCompletion.ToolInvocations; raise -MaxToolRound, or say more clearly when to stop.",
        QubridErrorKind.JournalMiss => "Record it first: Connect-Qubrid -Journal <path> -JournalMode Auto, with a key, and run the same again; or send what was recorded.",
        QubridErrorKind.JournalUnusable => "Free the file or its disk; the answer is in $_.Exception.PartialCompletion.",
        _ => "Check that the base address is the root of an OpenAI-compatible API, such as https://platform.qubrid.com/v1.",
    };
}
