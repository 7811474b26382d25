using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Testing;

/// <summary>The errors that New-QubridErrorRecord creates, by their ids. Those of input come from the factories of real ones, with examples for what they name.</summary>
internal static class SampleErrors
{
    private const string Prefix = "Qubrid.";
    private static readonly string[] s_kinds = typeof(QubridErrorKind).GetEnumNames();

    private static readonly Dictionary<string, Func<QubridInputException>> s_input = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CheckpointUnusable"] = () => JournalErrors.CheckpointUnusable("batch.jsonl", new IOException("The disk is full.")),
        ["ConversationUnusable"] = () => ChatErrors.NotAConversationFile("chat.json"),
        ["DeserializedConnection"] = () => ConnectionErrors.DeserializedConnection(""),
        ["EmptyPrompt"] = () => PromptErrors.EmptyPrompt(null),
        ["FormattedInput"] = () => DataErrors.FormattedInput(null),
        ["ImageNotFound"] = () => ImageErrors.NotFound("image.png"),
        ["ImageTooLarge"] = () => ImageErrors.TooLarge("image.png"),
        ["InputTooLarge"] = () => LimitErrors.InputTooLarge(20000, 10000, null),
        ["InvalidApiKey"] = ConnectionErrors.ApiKeyInvalid,
        ["InvalidBaseUri"] = () => ConnectionErrors.BaseUriInvalid("The base address must be an absolute http or https address.", "example"),
        ["InvalidInput"] = RequestErrors.OutputModesConflict,
        ["InvalidSchema"] = () => SchemaErrors.SchemaInvalid(new FormatException("The text is not valid JSON."), ""),
        ["InvalidTool"] = () => ToolErrors.CommandNotFound("Get-Example"),
        ["NoApiKey"] = ConnectionErrors.ApiKeyMissing,
        ["NoMockServer"] = MockErrors.MockServerMissing,
        ["NotAnImage"] = () => ImageErrors.NotAnImage("image.png"),
        ["NotInteractive"] = () => ChatErrors.NotInteractive(new NotImplementedException()),
        ["NullInput"] = DataErrors.NullInput,
        ["PortTaken"] = () => MockErrors.PortInUse(8080, new IOException("Address already in use.")),
        ["PromptRequired"] = () => PromptErrors.PromptRequired(null),
        ["ReservedProperty"] = () => RequestErrors.ReservedProperty("model", "Model"),
        ["SecretUnavailable"] = () => ConnectionErrors.SecretUnavailable("QubridKey", "the command Get-Secret was not found."),
        ["TokenBudgetExceeded"] = () => LimitErrors.TokenBudgetExceeded(10000, 12000, null),
        ["UnknownRole"] = () => MessageErrors.UnknownRole("robot", null),
    };

    internal static IEnumerable<string> Ids =>
        s_kinds.Concat(s_input.Keys).OrderBy(name => name, StringComparer.Ordinal).Select(name => Prefix + name);

    /// <summary>Finds the kind of a failed call by its id, with or without "Qubrid." before and the command after it; null where the id is another.</summary>
    internal static QubridErrorKind? FindKind(string id) =>
        s_kinds.Contains(ToName(id), StringComparer.OrdinalIgnoreCase) && Enum.TryParse<QubridErrorKind>(ToName(id), ignoreCase: true, out var kind) ? kind : null;

    /// <summary>Creates an error of input by its id; null where there is none.</summary>
    internal static QubridInputException? CreateInputError(string id) => s_input.TryGetValue(ToName(id), out var create) ? create() : null;

    private static string ToName(string id)
    {
        var name = id.Split(',')[0].Trim();
        return name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name.Substring(Prefix.Length) : name;
    }
}
