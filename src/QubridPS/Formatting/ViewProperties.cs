using System.Collections;
using System.Globalization;
using System.Management.Automation.Host;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS;

/// <summary>
/// What the views and the property set Report read of an object, live or deserialized. The types file declares these methods as
/// hidden code properties by way of the class of the same name in the loader.
/// </summary>
public static class ViewProperties
{
    private const string Dim = "\u001b[2m";
    private const string Reset = "\u001b[0m";

    // PowerShell 7.2 and later remove escape sequences where the output is plain text; Windows PowerShell does not.
    private static readonly bool s_canStyle = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle") is not null;

    /// <summary>Returns the text of a completion or an update.</summary>
    public static object? DisplayText(PSObject source) => CompletionView.Text(source);

    /// <summary>Returns the text as one line: line breaks and tabs are shown by their pictures.</summary>
    public static object? DisplayLine(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(ChatCompletion.Text)));

    /// <summary>Returns the dim line of facts.</summary>
    public static object? DisplayFooter(PSObject source) => ToDim(CompletionView.Footer(source));

    /// <summary>Returns the token counts, or null where there are none.</summary>
    public static object? DisplayTokens(PSObject source) => CompletionView.FormatTokens(source);

    /// <summary>Returns the total time in seconds.</summary>
    public static object? DisplayTime(PSObject source) =>
        TotalTimeSeconds(source) is { } time ? string.Format(CultureInfo.InvariantCulture, "{0:0.00} s", time) : null;

    /// <summary>Returns the name of the model.</summary>
    public static object? DisplayModel(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(ChatCompletion.Model)));

    /// <summary>Returns the finish reason.</summary>
    public static object? DisplayFinishReason(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(ChatCompletion.FinishReason)));

    /// <summary>Returns the reasoning as one line.</summary>
    public static object? DisplayReasoning(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(ChatUpdate.Reasoning)));

    /// <summary>Returns the tokens of the request.</summary>
    public static object? PromptTokens(PSObject source) => CompletionView.Figure(source, nameof(ChatCompletion.Usage), nameof(ChatUsage.PromptTokens));

    /// <summary>Returns the tokens of the answer.</summary>
    public static object? CompletionTokens(PSObject source) => CompletionView.Figure(source, nameof(ChatCompletion.Usage), nameof(ChatUsage.CompletionTokens));

    /// <summary>Returns the tokens of both.</summary>
    public static object? TotalTokens(PSObject source) => CompletionView.Figure(source, nameof(ChatCompletion.Usage), nameof(ChatUsage.TotalTokens));

    /// <summary>Returns the seconds to the first token: as the service reports them, otherwise as measured here.</summary>
    public static object? TtftSeconds(PSObject source) => CompletionView.Timing(source, nameof(ServiceMetrics.TtftSeconds));

    /// <summary>Returns the tokens per second: as the service reports them, otherwise as measured here.</summary>
    public static object? TokensPerSecond(PSObject source) => CompletionView.Timing(source, nameof(ServiceMetrics.TokensPerSecond));

    /// <summary>Returns the seconds of the response: as the service reports them, otherwise as measured here.</summary>
    public static object? TotalTimeSeconds(PSObject source) => CompletionView.Timing(source, nameof(ServiceMetrics.TotalTimeSeconds));

    /// <summary>Returns the content of a message.</summary>
    public static object? DisplayContent(PSObject source) => MessageView.Content(source);

    /// <summary>Returns the timeouts of a connection.</summary>
    public static object? DisplayTimeouts(PSObject source) => source.BaseObject is QubridConnection connection ? ConnectionView.Timeouts(connection) : null;

    /// <summary>Returns the retry settings of a connection.</summary>
    public static object? DisplayRetries(PSObject source) => source.BaseObject is QubridConnection connection ? ConnectionView.Retries(connection) : null;

    /// <summary>Returns the id of a model.</summary>
    public static object? DisplayId(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(QubridModel.Id)));

    /// <summary>Returns the owner of a model.</summary>
    public static object? DisplayOwner(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(QubridModel.OwnedBy)));

    /// <summary>Returns the date of a model, in the Gregorian calendar whatever the culture.</summary>
    public static object? DisplayCreated(PSObject source) => PSObjectReader.GetValue(source, nameof(QubridModel.Created)) is IFormattable created
        ? created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    /// <summary>Returns the number of requests that a mock server received.</summary>
    public static object? DisplayRequestCount(PSObject source) => PSObjectReader.GetValue(source, "Requests") is ICollection requests ? requests.Count : 0;

    /// <summary>Returns whether the service was reached.</summary>
    public static object? DisplayReachable(PSObject source) => ConnectionCheckView.YesNoUnknown(PSObjectReader.GetValue(source, nameof(ConnectionCheck.Reachable)) as bool?);

    /// <summary>Returns whether the key was accepted.</summary>
    public static object? DisplayAuthenticated(PSObject source) => ConnectionCheckView.YesNoUnknown(PSObjectReader.GetValue(source, nameof(ConnectionCheck.Authenticated)) as bool?);

    /// <summary>Returns whether the model was found.</summary>
    public static object? DisplayModelFound(PSObject source) => ConnectionCheckView.YesNoUnknown(PSObjectReader.GetValue(source, nameof(ConnectionCheck.ModelFound)) as bool?);

    /// <summary>Returns the latency, or null where there is none.</summary>
    public static object? DisplayLatency(PSObject source) =>
        PSObjectReader.GetValue(source, nameof(ConnectionCheck.LatencySeconds)) is double latency ? ConnectionCheckView.Latency(latency) : null;

    /// <summary>Returns the error, or null where there is none.</summary>
    public static object? DisplayError(PSObject source) => PSObjectReader.GetString(source, nameof(ConnectionCheck.ErrorId)) is { } id
        ? ConnectionCheckView.Error(id, PSObjectReader.GetString(source, nameof(ConnectionCheck.Error)))
        : null;

    /// <summary>Returns the first line of statistics.</summary>
    public static object? DisplayHead(PSObject source) => source.BaseObject is ChatStatistics statistics ? StatisticsView.Header(statistics) : null;

    /// <summary>Returns the captions of statistics.</summary>
    public static object? DisplayCaption(PSObject source) =>
        source.BaseObject is ChatStatistics statistics ? ToDim(StatisticsView.Caption(statistics, FindHost())) : null;

    /// <summary>Returns the rows of statistics.</summary>
    public static object? DisplayRows(PSObject source) =>
        source.BaseObject is ChatStatistics statistics ? StatisticsView.Rows(statistics, FindHost()) : null;

    private static string ToLine(string? text) => TerminalSanitizer.Sanitize(text).Replace('\n', '\u240A').Replace('\t', '\u2409');

    private static string ToDim(string line) => s_canStyle ? Dim + line + Reset : line;

    // A property has no access to the host of its session but through a script.
    private static PSHost? FindHost()
    {
        try
        {
            return ScriptBlock.Create("$Host").InvokeReturnAsIs() is { } host ? PSObject.AsPSObject(host).BaseObject as PSHost : null;
        }
        catch (Exception error) when (HostExceptions.IsNotSupported(error) || error is RuntimeException or InvalidOperationException)
        {
            return null; // no runspace on this thread
        }
    }
}
