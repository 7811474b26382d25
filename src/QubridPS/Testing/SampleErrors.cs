using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Testing;

/// <summary>Creates the errors of New-QubridErrorRecord by id. Input errors are created by the same factories as real ones, with example values.</summary>
internal static class SampleErrors
{
    /// <summary>The prefix of all error ids.</summary>
    internal const string Prefix = "Qubrid.";

    private static readonly string[] s_kinds = typeof(QubridErrorKind).GetEnumNames();

    private static readonly Dictionary<string, Func<QubridInputException>> s_input = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BinaryFile"] = () => FileErrors.Binary("app.exe"),
        ["CheckpointUnusable"] = () => JournalErrors.CheckpointUnusable("batch.jsonl", new IOException("The disk is full.")),
        ["ConversationUnusable"] = () => ChatErrors.NotAConversationFile("chat.json"),
        ["DeserializedConnection"] = () => ConnectionErrors.DeserializedConnection(""),
        ["EmptyPrompt"] = () => PromptErrors.EmptyPrompt(null),
        ["FileExists"] = () => ReportErrors.FileExists("report.html"),
        ["FileNotFound"] = () => FileErrors.NotFound("app.log"),
        ["FormattedInput"] = () => DataErrors.FormattedInput(null),
        ["ImageNotFound"] = () => ImageErrors.NotFound("image.png"),
        ["ImageTooLarge"] = () => ImageErrors.TooLarge("image.png"),
        ["InputTooLarge"] = () => LimitErrors.InputTooLarge(20000, 10000, null),
        ["InvalidApiKey"] = ConnectionErrors.ApiKeyInvalid,
        ["InvalidBaseUri"] = () => ConnectionErrors.BaseUriInvalid("The base address must be an absolute http or https address.", "example"),
        ["InvalidHeader"] = () => ConnectionErrors.HeaderInvalid("The value of the header 'X-Gateway-Key' is empty."),
        ["InvalidInput"] = RequestErrors.OutputModesConflict,
        ["InvalidProxy"] = () => ConnectionErrors.ProxyInvalid("The address of a proxy cannot contain a user name or a password."),
        ["InvalidSchema"] = () => SchemaErrors.SchemaInvalid(new FormatException("The text is not valid JSON."), ""),
        ["InvalidTool"] = () => ToolErrors.CommandNotFound("Get-Example"),
        ["NoApiKey"] = ConnectionErrors.ApiKeyMissing,
        ["NoMockServer"] = MockErrors.MockServerMissing,
        ["NotAnImage"] = () => ImageErrors.NotAnImage("image.png"),
        ["NullInput"] = DataErrors.NullInput,
        ["PortTaken"] = () => MockErrors.PortInUse(8080, new IOException("Address already in use.")),
        ["PromptRequired"] = () => PromptErrors.PromptRequired(null),
        ["ReportUnusable"] = () => ReportErrors.Folder("reports"),
        ["ReservedProperty"] = () => RequestErrors.ReservedProperty("model", "Model"),
        ["SecretUnavailable"] = () => ConnectionErrors.SecretUnavailable("QubridKey", "the command Get-Secret was not found."),
        ["TokenBudgetExceeded"] = () => BatchErrors.TokenBudgetExceeded(10000, new UnsentItems(30, 12000) { HasCompletions = true, FirstPosition = 71 }),
        ["UnknownRole"] = () => MessageErrors.UnknownRole("robot", null),
    };

    /// <summary>Gets all error ids, sorted.</summary>
    internal static IEnumerable<string> Ids =>
        s_kinds.Concat(s_input.Keys).OrderBy(name => name, StringComparer.Ordinal).Select(name => Prefix + name);

    /// <summary>Returns the kind of API error with an error id, or null if there is none. The prefix "Qubrid." is optional; a command name after a comma is ignored.</summary>
    internal static QubridErrorKind? FindKind(string id) =>
        s_kinds.Contains(ToName(id), StringComparer.OrdinalIgnoreCase) && Enum.TryParse<QubridErrorKind>(ToName(id), ignoreCase: true, out var kind) ? kind : null;

    /// <summary>Creates the input error with an error id, or returns null if there is none.</summary>
    internal static QubridInputException? CreateInputError(string id) => s_input.TryGetValue(ToName(id), out var create) ? create() : null;

    private static string ToName(string id)
    {
        var name = id.Split(',')[0].Trim();
        return name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name.Substring(Prefix.Length) : name;
    }
}
