using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace QubridPS.Loader;

/// <summary>
/// Provides the getters of the hidden code properties in the types file, which the views and the property set Report use. A view that
/// reads properties needs no script, so it works in ConstrainedLanguage mode too. The types file can refer to types of this assembly only,
/// so each getter calls the method of the same name in the module's class QubridPS.ViewProperties.
/// </summary>
public static class ViewPropertiesProxy
{
    private static readonly ConcurrentDictionary<string, Func<PSObject, object?>> s_getters = new(StringComparer.Ordinal);

    /// <summary>Gets the text of a completion or an update, without control characters.</summary>
    public static object? DisplayText(PSObject source) => Read(nameof(DisplayText), source);

    /// <summary>Gets the text as one line for a table.</summary>
    public static object? DisplayLine(PSObject source) => Read(nameof(DisplayLine), source);

    /// <summary>Gets the dimmed line below the text of a completion.</summary>
    public static object? DisplayFooter(PSObject source) => Read(nameof(DisplayFooter), source);

    /// <summary>Gets the token counts of the usage as text.</summary>
    public static object? DisplayTokens(PSObject source) => Read(nameof(DisplayTokens), source);

    /// <summary>Gets the total time with its unit.</summary>
    public static object? DisplayTime(PSObject source) => Read(nameof(DisplayTime), source);

    /// <summary>Gets the name of the model, without control characters.</summary>
    public static object? DisplayModel(PSObject source) => Read(nameof(DisplayModel), source);

    /// <summary>Gets the finish reason, without control characters.</summary>
    public static object? DisplayFinishReason(PSObject source) => Read(nameof(DisplayFinishReason), source);

    /// <summary>Gets the reasoning as one line for a table.</summary>
    public static object? DisplayReasoning(PSObject source) => Read(nameof(DisplayReasoning), source);

    /// <summary>Gets Usage.PromptTokens.</summary>
    public static object? PromptTokens(PSObject source) => Read(nameof(PromptTokens), source);

    /// <summary>Gets Usage.CompletionTokens.</summary>
    public static object? CompletionTokens(PSObject source) => Read(nameof(CompletionTokens), source);

    /// <summary>Gets Usage.TotalTokens.</summary>
    public static object? TotalTokens(PSObject source) => Read(nameof(TotalTokens), source);

    /// <summary>Gets the time to the first token in seconds.</summary>
    public static object? TtftSeconds(PSObject source) => Read(nameof(TtftSeconds), source);

    /// <summary>Gets the tokens per second.</summary>
    public static object? TokensPerSecond(PSObject source) => Read(nameof(TokensPerSecond), source);

    /// <summary>Gets the total time in seconds.</summary>
    public static object? TotalTimeSeconds(PSObject source) => Read(nameof(TotalTimeSeconds), source);

    /// <summary>Gets the time at which a journal entry was recorded, as text in UTC.</summary>
    public static object? DisplayRecorded(PSObject source) => Read(nameof(DisplayRecorded), source);

    /// <summary>Gets the token counts of a journal entry as text.</summary>
    public static object? DisplayEntryTokens(PSObject source) => Read(nameof(DisplayEntryTokens), source);

    /// <summary>Gets the beginning of the prompt of a journal entry as one line.</summary>
    public static object? DisplayPrompt(PSObject source) => Read(nameof(DisplayPrompt), source);

    /// <summary>Gets the content of a message and the number of its images and tool calls, without control characters.</summary>
    public static object? DisplayContent(PSObject source) => Read(nameof(DisplayContent), source);

    /// <summary>Gets the timeouts of a connection as text.</summary>
    public static object? DisplayTimeouts(PSObject source) => Read(nameof(DisplayTimeouts), source);

    /// <summary>Gets the retry settings of a connection as text.</summary>
    public static object? DisplayRetries(PSObject source) => Read(nameof(DisplayRetries), source);

    /// <summary>Gets the proxy of a connection as text, or null if there is none.</summary>
    public static object? DisplayProxy(PSObject source) => Read(nameof(DisplayProxy), source);

    /// <summary>Gets what a connection redacts as text, or null if it redacts nothing.</summary>
    public static object? DisplayRedact(PSObject source) => Read(nameof(DisplayRedact), source);

    /// <summary>Gets the names of the headers of a connection as text, or null if there are none.</summary>
    public static object? DisplayHeaders(PSObject source) => Read(nameof(DisplayHeaders), source);

    /// <summary>Gets the journal of a connection and its mode as text, or null if there is none.</summary>
    public static object? DisplayJournal(PSObject source) => Read(nameof(DisplayJournal), source);

    /// <summary>Gets the id of a model, without control characters.</summary>
    public static object? DisplayId(PSObject source) => Read(nameof(DisplayId), source);

    /// <summary>Gets the owner of a model, without control characters.</summary>
    public static object? DisplayOwner(PSObject source) => Read(nameof(DisplayOwner), source);

    /// <summary>Gets the date of a model as yyyy-MM-dd in the Gregorian calendar.</summary>
    public static object? DisplayCreated(PSObject source) => Read(nameof(DisplayCreated), source);

    /// <summary>Gets the number of requests that a mock server received.</summary>
    public static object? DisplayRequestCount(PSObject source) => Read(nameof(DisplayRequestCount), source);

    /// <summary>Gets whether the service was reached, as text.</summary>
    public static object? DisplayReachable(PSObject source) => Read(nameof(DisplayReachable), source);

    /// <summary>Gets whether the API key was accepted, as text.</summary>
    public static object? DisplayAuthenticated(PSObject source) => Read(nameof(DisplayAuthenticated), source);

    /// <summary>Gets whether the model was found, as text.</summary>
    public static object? DisplayModelFound(PSObject source) => Read(nameof(DisplayModelFound), source);

    /// <summary>Gets the latency with its unit, or null if there is none.</summary>
    public static object? DisplayLatency(PSObject source) => Read(nameof(DisplayLatency), source);

    /// <summary>Gets the error of a connection check, or null if there is none.</summary>
    public static object? DisplayError(PSObject source) => Read(nameof(DisplayError), source);

    /// <summary>Gets the times to the first token of statistics.</summary>
    public static object? TtftPercentiles(PSObject source) => Read(nameof(TtftPercentiles), source);

    /// <summary>Gets the token rates of statistics.</summary>
    public static object? TokenRatePercentiles(PSObject source) => Read(nameof(TokenRatePercentiles), source);

    /// <summary>Gets the total times of statistics.</summary>
    public static object? TotalTimePercentiles(PSObject source) => Read(nameof(TotalTimePercentiles), source);

    /// <summary>Gets the failures of statistics by error id.</summary>
    public static object? FailureCounts(PSObject source) => Read(nameof(FailureCounts), source);

    /// <summary>Gets the name of the group of statistics as one line.</summary>
    public static object? DisplayName(PSObject source) => Read(nameof(DisplayName), source);

    /// <summary>Gets the first line of statistics: the group and its counts.</summary>
    public static object? DisplayHead(PSObject source) => Read(nameof(DisplayHead), source);

    /// <summary>Gets the dimmed column headings of statistics.</summary>
    public static object? DisplayCaption(PSObject source) => Read(nameof(DisplayCaption), source);

    /// <summary>Gets the rows of statistics with their bars.</summary>
    public static object? DisplayRows(PSObject source) => Read(nameof(DisplayRows), source);

    private static object? Read(string name, PSObject source) => s_getters.GetOrAdd(name, FindGetter)(source);

    private static Func<PSObject, object?> FindGetter(string name)
    {
        var type = ModuleAssembly.Instance.GetType("QubridPS.ViewProperties", throwOnError: true)!;
        var method = type.GetMethod(name, BindingFlags.Static | BindingFlags.Public)!;
        return (Func<PSObject, object?>)Delegate.CreateDelegate(typeof(Func<PSObject, object?>), method);
    }
}
