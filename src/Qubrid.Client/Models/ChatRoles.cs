namespace Qubrid.Client;

/// <summary>The roles that the wire knows.</summary>
public static class ChatRoles
{
    /// <summary>What the user says.</summary>
    public const string User = "user";

    /// <summary>Standing instructions.</summary>
    public const string System = "system";

    /// <summary>What the model answered.</summary>
    public const string Assistant = "assistant";

    /// <summary>A tool's result.</summary>
    public const string Tool = "tool";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [User, System, Assistant, Tool];

    /// <summary>The role in the wire's spelling, or null where there is no such role.</summary>
    public static string? TryNormalize(string? role) =>
        All.FirstOrDefault(name => string.Equals(name, role?.Trim(), StringComparison.OrdinalIgnoreCase));
}
