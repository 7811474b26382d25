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
        ["CheckpointUnusable"] = () => InputErrors.CheckpointUnusable("batch.jsonl", new IOException("The disk is full.")),
        ["ConversationUnusable"] = () => ChatErrors.NotAConversationFile("chat.json"),
        ["DeserializedConnection"] = () => ConnectionErrors.DeserializedConnection(""),
        ["EmptyPrompt"] = () => InputErrors.EmptyPrompt(null),
        ["FormattedInput"] = () => InputErrors.FormattedInput(null),
        ["ImageNotFound"] = () => ImageErrors.NotFound("image.png"),
        ["ImageTooLarge"] = () => ImageErrors.TooLarge("image.png"),
        ["InputTooLarge"] = () => InputErrors.InputTooLarge(20000, 10000, null),
        ["InvalidApiKey"] = InputErrors.ApiKeyInvalid,
        ["InvalidBaseUri"] = () => InputErrors.BaseUriInvalid("The base address must be an absolute http or https address.", "example"),
        ["InvalidInput"] = InputErrors.OutputModesConflict,
        ["InvalidProxy"] = () => ConnectionErrors.ProxyInvalid("The address of the proxy may not have a user name or a password."),
        ["InvalidSchema"] = () => InputErrors.SchemaInvalid(new FormatException("It is no JSON."), ""),
        ["InvalidTool"] = () => InputErrors.CommandNotFound("Get-Example"),
        ["NoApiKey"] = InputErrors.ApiKeyMissing,
        ["NoMockServer"] = InputErrors.MockServerMissing,
        ["NotAnImage"] = () => ImageErrors.NotAnImage("image.png"),
        ["NotInteractive"] = () => ChatErrors.NotInteractive(new NotImplementedException()),
        ["NullInput"] = InputErrors.NullInput,
        ["PortTaken"] = () => InputErrors.PortInUse(8080, new IOException("Address already in use.")),
        ["PromptRequired"] = () => InputErrors.PromptRequired(null),
        ["ReservedProperty"] = () => InputErrors.ReservedProperty("model"),
        ["SecretUnavailable"] = () => InputErrors.SecretUnavailable("QubridKey", "there is no command Get-Secret."),
        ["TokenBudgetExceeded"] = () => InputErrors.TokenBudgetExceeded(10000, 12000, null),
        ["UnknownRole"] = () => InputErrors.UnknownRole("robot", null),
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
