using QubridPS.Common;

namespace QubridPS.Reporting;

/// <summary>Reads the message and the recommended action of an error record, live or deserialized.</summary>
internal static class ErrorDescription
{
    private const string DefaultAction = "See the message of each item, and Get-Help about_QubridPS_Errors.";

    /// <summary>Returns the message.</summary>
    internal static string ReadMessage(PSObject error) =>
        ReadDetail(error, nameof(ErrorDetails.Message))
        ?? (PSObjectReader.GetValue(error, nameof(ErrorRecord.Exception)) is { } exception ? PSObjectReader.GetString(PSObject.AsPSObject(exception), nameof(Exception.Message)) : null)
        ?? error.ToString();

    /// <summary>Returns what a user can do about the error.</summary>
    internal static string ReadAction(PSObject error) => ReadDetail(error, nameof(ErrorDetails.RecommendedAction)) ?? DefaultAction;

    // An error record that was imported from a file has the details as properties of its own.
    private static string? ReadDetail(PSObject error, string name)
    {
        var details = PSObjectReader.GetValue(error, nameof(ErrorRecord.ErrorDetails));
        var text = (details is null ? null : PSObjectReader.GetString(PSObject.AsPSObject(details), name)) ?? PSObjectReader.GetString(error, "ErrorDetails_" + name);
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
