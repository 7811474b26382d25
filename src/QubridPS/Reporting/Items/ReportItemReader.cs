using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Statistics;

namespace QubridPS.Reporting;

/// <summary>Reads the row of an item from a completion, the last update of a stream, an error or a journal entry.</summary>
internal sealed class ReportItemReader(ReportOptions options)
{
    /// <summary>The number of characters of the input that a report shows without the complete text.</summary>
    internal const int MaxInputLength = 80;

    private const int FirstYear = 2000; // some services report 0 as the time
    private const int LastYear = 2200;

    private static readonly GroupByPath s_model = new("Model");

    /// <summary>Returns the row.</summary>
    internal ReportRow Read(PSObject piped, MeasuredCall call, string? group, long position)
    {
        var model = s_model.Read(call);
        return call.ErrorId is { } id
            ? new ReportRow
            {
                Position = position,
                Input = InputDescription.Describe(PSObjectReader.GetValue(call.Source, nameof(ErrorRecord.TargetObject))),
                Group = group,
                Model = model,
                Result = id,
                IsFailure = true,
                Text = ErrorDescription.ReadMessage(call.Source),
            }
            : ReadCompletion(piped, call, model) with { Group = group, Position = position };
    }

    private ReportRow ReadCompletion(PSObject piped, MeasuredCall call, string? model)
    {
        var source = call.Source;
        var promptTokens = call.GetTokens(nameof(ChatUsage.PromptTokens));
        var completionTokens = call.GetTokens(nameof(ChatUsage.CompletionTokens));
        return new ReportRow
        {
            Position = 0,
            Time = ReadTime(piped, nameof(JournalEntry.Time)) ?? ReadTime(source, nameof(ChatCompletion.Created)),
            Input = InputDescription.Describe(PSObjectReader.GetValue(source, nameof(ChatCompletion.InputObject)))
                ?? (PSObjectReader.GetString(piped, nameof(JournalEntry.Prompt)) ?? ConversationText.ReadLastPrompt(source)),
            Model = model ?? PSObjectReader.GetString(piped, nameof(ChatCompletion.Model)),
            Result = PSObjectReader.GetString(source, nameof(ChatCompletion.FinishReason)),
            IsRestored = call.IsRestored,
            PromptTokens = promptTokens,
            CompletionTokens = completionTokens,
            TtftSeconds = call.GetTiming(nameof(ClientMetrics.TtftSeconds)),
            TotalTimeSeconds = call.GetTiming(nameof(ClientMetrics.TotalTimeSeconds)),
            Cost = call.IsRestored ? null : options.Prices?.Find(call.Model)?.GetCost(promptTokens, completionTokens),
            Text = ReadText(source),
            Prompt = options.IncludesText ? ConversationText.ReadPrompt(source) : [],
        };
    }

    private static string? ReadText(PSObject completion) =>
        PSObjectReader.GetString(completion, nameof(ChatCompletion.Text)) is { Length: > 0 } text ? text
        : PSObjectReader.GetString(completion, nameof(ChatCompletion.Refusal));

    // A time that crossed a serialization boundary can be an object with the properties of a DateTimeOffset.
    private static DateTimeOffset? ReadTime(PSObject source, string name)
    {
        var value = PSObjectReader.GetValue(source, name);
        value = value is PSObject properties ? PSObjectReader.GetValue(properties, nameof(DateTimeOffset.UtcDateTime)) : value;
        return value is not null
            && LanguagePrimitives.TryConvertTo<DateTimeOffset>(value, System.Globalization.CultureInfo.InvariantCulture, out var time)
            && time.Year is >= FirstYear and <= LastYear
                ? time
                : null;
    }
}
