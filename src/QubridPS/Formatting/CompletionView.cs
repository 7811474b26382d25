using System.Globalization;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS;

/// <summary>What a completion shows at the prompt: its text, and one line about it. Takes live and deserialised ones.</summary>
public static class CompletionView
{
    /// <summary>Returns the text, and the refusal where the model refused to answer, made safe to show.</summary>
    public static string Text(PSObject completion) => WithRefusal(
        PSObjectReader.GetString(completion, nameof(ChatCompletion.Text)), PSObjectReader.GetString(completion, nameof(ChatCompletion.Refusal)));

    /// <summary>Returns a text and a refusal below it, made safe to show.</summary>
    internal static string WithRefusal(string? text, string? refusal) => TerminalSanitizer.Sanitize(
        string.IsNullOrEmpty(refusal) ? text : string.IsNullOrEmpty(text) ? $"Refused: {refusal}" : $"{text}\nRefused: {refusal}");

    /// <summary>Model, tokens, time to first token, tokens a second, finish reason: what is known of them.</summary>
    public static string Footer(PSObject completion)
    {
        string?[] fields =
        [
            FormatField(completion, nameof(ChatCompletion.Model), "{0}"),
            FormatTokens(completion),
            FormatField(Timing(completion, nameof(ServiceMetrics.TtftSeconds)), "{0:0.00} s to first token"),
            FormatField(Timing(completion, nameof(ServiceMetrics.TokensPerSecond)), "{0:0.#} tok/s"),
            FormatField(completion, nameof(ChatCompletion.FinishReason), "{0}"),
        ];
        return TerminalSanitizer.Sanitize(string.Join(" · ", fields.Where(field => field is not null)));
    }

    /// <summary>The token counts, or null where there are none.</summary>
    internal static string? FormatTokens(PSObject source)
    {
        var usage = GetPart(source, nameof(ChatCompletion.Usage));
        var prompt = FormatField(usage, nameof(ChatUsage.PromptTokens), "{0}");
        var completion = FormatField(usage, nameof(ChatUsage.CompletionTokens), "{0}");
        return prompt is null && completion is null ? null : $"{prompt ?? "?"} + {completion ?? "?"} tokens";
    }

    /// <summary>Returns a time or a rate: as the service reports it, otherwise as measured here.</summary>
    internal static object? Timing(PSObject source, string name) =>
        Figure(source, nameof(ChatCompletion.Metrics), name) ?? Figure(source, nameof(ChatCompletion.ClientMetrics), name);

    internal static object? Figure(PSObject source, string part, string name) =>
        GetPart(source, part) is { } figures ? PSObjectReader.GetValue(figures, name) : null;

    private static PSObject? GetPart(PSObject completion, string name) =>
        PSObjectReader.GetValue(completion, name) is { } part ? PSObject.AsPSObject(part) : null;

    private static string? FormatField(PSObject? source, string name, string format) =>
        source is null ? null : FormatField(PSObjectReader.GetValue(source, name), format);

    private static string? FormatField(object? value, string format) =>
        value is null ? null : string.Format(CultureInfo.InvariantCulture, format, value);
}
