using Qubrid.Client.Recognition;

namespace Qubrid.Client.Tests.DataRedaction;

/// <summary>Creates redactors for a machine whose names do not depend on where the tests run.</summary>
internal static class RedactionSupport
{
    internal static readonly MachineNames Machine = new(["mmiller"], ["web-prod-01", "web-prod-01.corp.example", "corp.example", "CORPNET"]);

    internal static Redactor Create(params RedactionRule[] rules) => new(rules, Machine);

    internal static Redactor All { get; } = Create(RedactionRule.FromCategory(RedactionCategories.All));

    /// <summary>Gets a redactor of everything that restores also secrets.</summary>
    internal static Redactor AllRestored { get; } = Create(RedactionRule.FromCategory(RedactionCategories.All, isRestored: true));

    internal static Redactor Category(string name) => Create(RedactionRule.FromCategory(name));

    internal static ChatRequest CreateRequest(params (string Role, string Content)[] messages) =>
        new() { Model = "m", Messages = [.. messages.Select(message => new ChatMessage { Role = message.Role, Content = message.Content })] };
}
