using Qubrid.Client;

namespace QubridPS.Errors;

/// <summary>Converts failed calls to error records. All cmdlets use it, so that a failure has the same id and message everywhere.</summary>
internal static class ApiErrorRecordFactory
{
    /// <summary>Creates the record for the cmdlet whose call failed.</summary>
    internal static ErrorRecord Create(QubridApiException failure, object? target, Type cmdlet) => CreateForItem(failure, target, cmdlet, itemName: null);

    /// <summary>Creates the record for the call of an item. The message begins with the name of the item, unless it is null.</summary>
    internal static ErrorRecord CreateForItem(QubridApiException failure, object? target, Type cmdlet, string? itemName) =>
        CreateRecord(failure, target, "Qubrid." + failure.Kind, cmdlet, itemName);

    /// <summary>Creates the record as a catch block receives it: PowerShell appends the type of the cmdlet to the id.</summary>
    internal static ErrorRecord CreateAsCaught(QubridApiException failure, object? target, Type cmdlet) =>
        CreateRecord(failure, target, $"Qubrid.{failure.Kind},{cmdlet.FullName}", cmdlet, itemName: null);

    private static ErrorRecord CreateRecord(QubridApiException failure, object? target, string id, Type cmdlet, string? itemName) =>
        new(failure, id, GetCategory(failure), target)
        {
            ErrorDetails = new ErrorDetails(GetMessage(failure, itemName)) { RecommendedAction = RecommendedActions.Get(failure, cmdlet) },
        };

    private static string GetMessage(QubridApiException failure, string? itemName)
    {
        var text = failure.PartialCompletion?.Text;
        return Sentence.Join(
            itemName is null ? failure.Message : $"{itemName}: {failure.Message}",
            string.IsNullOrEmpty(text) ? null : $"The partial response ({text!.Length} characters) is in the property PartialCompletion of the exception",
            failure.Attempts > 1 ? $"{failure.Attempts} attempts were made" : null,
            failure.RequestId is null ? null : $"Request id: {failure.RequestId}");
    }

    private static ErrorCategory GetCategory(QubridApiException failure) => failure.Kind switch
    {
        QubridErrorKind.Unauthorized when (int?)failure.StatusCode == 403 => ErrorCategory.PermissionDenied,
        QubridErrorKind.Unauthorized => ErrorCategory.AuthenticationError,
        QubridErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        QubridErrorKind.InvalidRequest or QubridErrorKind.RedactionFailed => ErrorCategory.InvalidArgument,
        QubridErrorKind.RateLimited => ErrorCategory.LimitsExceeded,
        QubridErrorKind.ServerError or QubridErrorKind.StreamError => ErrorCategory.ResourceUnavailable,
        QubridErrorKind.ToolRoundLimit => ErrorCategory.LimitsExceeded,
        QubridErrorKind.NotInteractive => ErrorCategory.InvalidOperation,
        QubridErrorKind.Timeout => ErrorCategory.OperationTimeout,
        QubridErrorKind.InvalidResponse or QubridErrorKind.SchemaMismatch => ErrorCategory.InvalidData,
        QubridErrorKind.JournalMiss => ErrorCategory.ObjectNotFound,
        QubridErrorKind.JournalUnusable => ErrorCategory.WriteError,
        _ => ErrorCategory.ConnectionError,
    };
}
