using System.Globalization;
using Qubrid.Client;
using QubridPS.Input;

namespace QubridPS.Formatting;

/// <summary>What a completion shows at the prompt: its text, and one line about it. Takes live and deserialised ones.</summary>
public static class CompletionView
{
    /// <summary>Returns the text, and the refusal where the model refused to answer, made safe to show.</summary>
    public static string Text(PSObject completion) => WithRefusal(
        PropertyValue.TextOf(completion, nameof(ChatCompletion.Text)), PropertyValue.TextOf(completion, nameof(ChatCompletion.Refusal)));

    /// <summary>Returns a text and a refusal below it, made safe to show.</summary>
    internal static string WithRefusal(string? text, string? refusal) => TerminalSanitizer.Sanitize(
        string.IsNullOrEmpty(refusal) ? text : string.IsNullOrEmpty(text) ? $"Refused: {refusal}" : $"{text}\nRefused: {refusal}");

    /// <summary>Model, tokens, time to first token, tokens a second, finish reason: what is known of them.</summary>
    public static string Footer(PSObject completion)
    {
        var usage = Part(completion, nameof(ChatCompletion.Usage));
        var measured = Part(completion, nameof(ChatCompletion.ClientMetrics));
        var told = Part(completion, nameof(ChatCompletion.Metrics));
        string?[] facts =
        [
            Fact(completion, nameof(ChatCompletion.Model), "{0}"),
            Tokens(usage),
            Fact(told, nameof(Metrics.TtftSeconds), "{0:0.00} s to first token") ?? Fact(measured, nameof(ClientMetrics.TtftSeconds), "{0:0.00} s to first token"),
            Fact(told, nameof(Metrics.TokensPerSecond), "{0:0.#} tok/s") ?? Fact(measured, nameof(ClientMetrics.TokensPerSecond), "{0:0.#} tok/s"),
            Fact(completion, nameof(ChatCompletion.FinishReason), "{0}"),
        ];
        return TerminalSanitizer.Sanitize(string.Join(" · ", facts.Where(fact => fact is not null)));
    }

    private static PSObject? Part(PSObject completion, string name) =>
        PropertyValue.Of(completion, name) is { } part ? PSObject.AsPSObject(part) : null;

    private static string? Fact(PSObject? source, string name, string format) =>
        source is not null && PropertyValue.Of(source, name) is { } value
            ? string.Format(CultureInfo.InvariantCulture, format, value)
            : null;

    private static string? Tokens(PSObject? usage)
    {
        var prompt = Fact(usage, nameof(Usage.PromptTokens), "{0}");
        var completion = Fact(usage, nameof(Usage.CompletionTokens), "{0}");
        return prompt is null && completion is null ? null : $"{prompt ?? "?"} + {completion ?? "?"} tokens";
    }
}
