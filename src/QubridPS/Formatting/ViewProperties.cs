using System.Collections;
using System.Globalization;
using System.Management.Automation.Host;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Formatting;

namespace QubridPS;

/// <summary>
/// Returns the values that the views and the property set Report display of an object, live or deserialized. The types file declares these
/// methods as hidden code properties through ViewPropertiesProxy in the loader.
/// </summary>
public static class ViewProperties
{
    private const string Dim = "\u001b[2m";
    private const string Reset = "\u001b[0m";

    // PowerShell 7.2 and later remove escape sequences if the output is plain text; Windows PowerShell does not.
    private static readonly bool s_canStyle = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle") is not null;

    /// <summary>Returns the text of a completion or an update.</summary>
    public static object? DisplayText(PSObject source) => CompletionView.FormatText(source);

    /// <summary>Returns the text as one line, with line breaks and tabs as Unicode control pictures.</summary>
    public static object? DisplayLine(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(ChatCompletion.Text)));

    /// <summary>Returns the dimmed line below the text: model, tokens, times and finish reason.</summary>
    public static object? DisplayFooter(PSObject source) => ToDim(CompletionView.FormatFooter(source));

    /// <summary>Returns the token counts, or null if there are none.</summary>
    public static object? DisplayTokens(PSObject source) => CompletionView.FormatTokens(source);

    /// <summary>Returns the total time with its unit.</summary>
    public static object? DisplayTime(PSObject source) =>
        TotalTimeSeconds(source) is { } time ? string.Format(CultureInfo.InvariantCulture, "{0:0.00} s", time) : null;

    /// <summary>Returns the name of the model.</summary>
    public static object? DisplayModel(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(ChatCompletion.Model)));

    /// <summary>Returns the finish reason.</summary>
    public static object? DisplayFinishReason(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(ChatCompletion.FinishReason)));

    /// <summary>Returns the reasoning as one line.</summary>
    public static object? DisplayReasoning(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(ChatUpdate.Reasoning)));

    /// <summary>Returns Usage.PromptTokens.</summary>
    public static object? PromptTokens(PSObject source) => CompletionView.GetNumber(source, nameof(ChatCompletion.Usage), nameof(ChatUsage.PromptTokens));

    /// <summary>Returns Usage.CompletionTokens.</summary>
    public static object? CompletionTokens(PSObject source) => CompletionView.GetNumber(source, nameof(ChatCompletion.Usage), nameof(ChatUsage.CompletionTokens));

    /// <summary>Returns Usage.TotalTokens.</summary>
    public static object? TotalTokens(PSObject source) => CompletionView.GetNumber(source, nameof(ChatCompletion.Usage), nameof(ChatUsage.TotalTokens));

    /// <summary>Returns the time to the first token in seconds, reported by the service or else measured by the client.</summary>
    public static object? TtftSeconds(PSObject source) => CompletionView.GetTiming(source, nameof(ServiceMetrics.TtftSeconds));

    /// <summary>Returns the tokens per second, reported by the service or else measured by the client.</summary>
    public static object? TokensPerSecond(PSObject source) => CompletionView.GetTiming(source, nameof(ServiceMetrics.TokensPerSecond));

    /// <summary>Returns the total time in seconds, reported by the service or else measured by the client.</summary>
    public static object? TotalTimeSeconds(PSObject source) => CompletionView.GetTiming(source, nameof(ServiceMetrics.TotalTimeSeconds));

    /// <summary>Returns the time at which a journal entry was recorded, in UTC and the Gregorian calendar.</summary>
    public static object? DisplayRecorded(PSObject source) => JournalEntryView.FormatTime(source);

    /// <summary>Returns the token counts of a journal entry, or null if there are none.</summary>
    public static object? DisplayEntryTokens(PSObject source) => CompletionView.FormatUsage(source);

    /// <summary>Returns the beginning of the prompt of a journal entry as one line.</summary>
    public static object? DisplayPrompt(PSObject source) => ToLine(JournalEntryView.ShortenPrompt(source));

    /// <summary>Returns the content of a message.</summary>
    public static object? DisplayContent(PSObject source) => MessageView.FormatContent(source);

    /// <summary>Returns the timeouts of a connection.</summary>
    public static object? DisplayTimeouts(PSObject source) => source.BaseObject is QubridConnection connection ? ConnectionView.FormatTimeouts(connection) : null;

    /// <summary>Returns the retry settings of a connection.</summary>
    public static object? DisplayRetries(PSObject source) => source.BaseObject is QubridConnection connection ? ConnectionView.FormatRetries(connection) : null;

    /// <summary>Returns the proxy of a connection, or null if there is none.</summary>
    public static object? DisplayProxy(PSObject source) => source.BaseObject is QubridConnection connection ? ConnectionView.FormatProxy(connection) : null;

    /// <summary>Returns what a connection redacts, or null if it redacts nothing.</summary>
    public static object? DisplayRedact(PSObject source) => source.BaseObject is QubridConnection connection ? ConnectionView.FormatRedact(connection) : null;

    /// <summary>Returns the names of the headers of a connection, or null if there are none.</summary>
    public static object? DisplayHeaders(PSObject source) => source.BaseObject is QubridConnection connection ? ConnectionView.FormatHeaders(connection) : null;

    /// <summary>Returns the journal of a connection and its mode, or null if there is none.</summary>
    public static object? DisplayJournal(PSObject source) => source.BaseObject is QubridConnection connection ? ConnectionView.FormatJournal(connection) : null;

    /// <summary>Returns the id of a model.</summary>
    public static object? DisplayId(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(QubridModel.Id)));

    /// <summary>Returns the owner of a model.</summary>
    public static object? DisplayOwner(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(QubridModel.OwnedBy)));

    /// <summary>Returns the date of a model as yyyy-MM-dd in the Gregorian calendar.</summary>
    public static object? DisplayCreated(PSObject source) => PSObjectReader.GetValue(source, nameof(QubridModel.Created)) is IFormattable created
        ? created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    /// <summary>Returns the number of requests that a mock server received.</summary>
    public static object? DisplayRequestCount(PSObject source) => PSObjectReader.GetValue(source, "Requests") is ICollection requests ? requests.Count : 0;

    /// <summary>Returns whether the service was reached.</summary>
    public static object? DisplayReachable(PSObject source) => ConnectionCheckView.FormatYesNoUnknown(PSObjectReader.GetValue(source, nameof(ConnectionCheck.Reachable)) as bool?);

    /// <summary>Returns whether the key was accepted.</summary>
    public static object? DisplayAuthenticated(PSObject source) => ConnectionCheckView.FormatYesNoUnknown(PSObjectReader.GetValue(source, nameof(ConnectionCheck.Authenticated)) as bool?);

    /// <summary>Returns whether the model was found.</summary>
    public static object? DisplayModelFound(PSObject source) => ConnectionCheckView.FormatYesNoUnknown(PSObjectReader.GetValue(source, nameof(ConnectionCheck.ModelFound)) as bool?);

    /// <summary>Returns the latency with its unit, or null if there is none.</summary>
    public static object? DisplayLatency(PSObject source) =>
        PSObjectReader.GetValue(source, nameof(ConnectionCheck.LatencySeconds)) is double latency ? ConnectionCheckView.FormatLatency(latency) : null;

    /// <summary>Returns the error, or null if there is none.</summary>
    public static object? DisplayError(PSObject source) => PSObjectReader.GetString(source, nameof(ConnectionCheck.ErrorId)) is { } id
        ? ConnectionCheckView.FormatError(id, PSObjectReader.GetString(source, nameof(ConnectionCheck.Error)))
        : null;

    /// <summary>Returns the times to the first token of statistics as percentiles.</summary>
    public static object? TtftPercentiles(PSObject source) => source.BaseObject is ChatStatistics statistics ? statistics.Ttft : null;

    /// <summary>Returns the token rates of statistics as percentiles.</summary>
    public static object? TokenRatePercentiles(PSObject source) => source.BaseObject is ChatStatistics statistics ? statistics.TokenRate : null;

    /// <summary>Returns the total times of statistics as percentiles.</summary>
    public static object? TotalTimePercentiles(PSObject source) => source.BaseObject is ChatStatistics statistics ? statistics.TotalTime : null;

    /// <summary>Returns the failures of statistics by error id.</summary>
    public static object? FailureCounts(PSObject source) => source.BaseObject is ChatStatistics statistics ? statistics.FailureCounts : null;

    /// <summary>Returns the name of the group of statistics as one line.</summary>
    public static object? DisplayName(PSObject source) => ToLine(PSObjectReader.GetString(source, nameof(ChatStatistics.Name)) ?? "(unknown)");

    /// <summary>Returns the first line of statistics.</summary>
    public static object? DisplayHead(PSObject source) => source.BaseObject is ChatStatistics statistics ? StatisticsView.FormatHeader(statistics) : null;

    /// <summary>Returns the dimmed column headings of statistics.</summary>
    public static object? DisplayCaption(PSObject source) =>
        source.BaseObject is ChatStatistics statistics ? ToDim(StatisticsView.FormatCaption(statistics, FindHost())) : null;

    /// <summary>Returns the rows of statistics with their bars.</summary>
    public static object? DisplayRows(PSObject source) =>
        source.BaseObject is ChatStatistics statistics ? StatisticsView.FormatRows(statistics, FindHost()) : null;

    private static string ToLine(string? text) => TerminalSanitizer.Sanitize(text).Replace('\n', '\u240A').Replace('\t', '\u2409');

    private static string ToDim(string line) => s_canStyle ? Dim + line + Reset : line;

    // A code property can access the host of its session through script only.
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
