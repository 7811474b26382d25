using System.Globalization;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Formatting;

/// <summary>Formats completions for display, live or deserialized.</summary>
internal static class CompletionView
{
    /// <summary>Returns the text, and the refusal if there is one, without control characters.</summary>
    internal static string FormatText(PSObject completion) => AppendRefusal(
        PSObjectReader.GetString(completion, nameof(ChatCompletion.Text)), PSObjectReader.GetString(completion, nameof(ChatCompletion.Refusal)));

    /// <summary>Returns a text with a refusal in the next line, without control characters.</summary>
    internal static string AppendRefusal(string? text, string? refusal) => TerminalSanitizer.Sanitize(
        string.IsNullOrEmpty(refusal) ? text : string.IsNullOrEmpty(text) ? $"Refused: {refusal}" : $"{text}\nRefused: {refusal}");

    /// <summary>Returns a line with the known values of model, tokens, time to first token, tokens per second and finish reason.</summary>
    internal static string FormatFooter(PSObject completion)
    {
        string?[] fields =
        [
            FormatField(completion, nameof(ChatCompletion.Model), "{0}"),
            FormatTokens(completion),
            FormatField(GetTiming(completion, nameof(ServiceMetrics.TtftSeconds)), "{0:0.00} s to first token"),
            FormatField(GetTiming(completion, nameof(ServiceMetrics.TokensPerSecond)), "{0:0.#} tok/s"),
            FormatField(completion, nameof(ChatCompletion.FinishReason), "{0}"),
        ];
        return TerminalSanitizer.Sanitize(string.Join(" · ", fields.Where(field => field is not null)));
    }

    /// <summary>Returns the token counts, or null if there are none.</summary>
    internal static string? FormatTokens(PSObject source) => FormatUsage(GetPart(source, nameof(ChatCompletion.Usage)));

    /// <summary>Returns the token counts of an object that has them as properties, or null if there are none.</summary>
    internal static string? FormatUsage(PSObject? usage)
    {
        var prompt = FormatField(usage, nameof(ChatUsage.PromptTokens), "{0}");
        var completion = FormatField(usage, nameof(ChatUsage.CompletionTokens), "{0}");
        return prompt is null && completion is null ? null : $"{prompt ?? "?"} + {completion ?? "?"} tokens";
    }

    /// <summary>Returns a time or rate: the value reported by the service, or else the one measured by the client.</summary>
    internal static object? GetTiming(PSObject source, string name) =>
        GetNumber(source, nameof(ChatCompletion.Metrics), name) ?? GetNumber(source, nameof(ChatCompletion.ClientMetrics), name);

    /// <summary>Returns a value of a nested object such as Usage, or null.</summary>
    internal static object? GetNumber(PSObject source, string part, string name) =>
        GetPart(source, part) is { } values ? PSObjectReader.GetValue(values, name) : null;

    private static PSObject? GetPart(PSObject completion, string name) =>
        PSObjectReader.GetValue(completion, name) is { } part ? PSObject.AsPSObject(part) : null;

    private static string? FormatField(PSObject? source, string name, string format) =>
        source is null ? null : FormatField(PSObjectReader.GetValue(source, name), format);

    private static string? FormatField(object? value, string format) =>
        value is null ? null : string.Format(CultureInfo.InvariantCulture, format, value);
}
