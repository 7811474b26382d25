namespace Qubrid.Client;

/// <summary>Defines the roles of messages.</summary>
public static class ChatRoles
{
    /// <summary>The role of the user's messages.</summary>
    public const string User = "user";

    /// <summary>The role of instructions that apply to the whole conversation.</summary>
    public const string System = "system";

    /// <summary>The role of the model's messages.</summary>
    public const string Assistant = "assistant";

    /// <summary>The role of a tool's result.</summary>
    public const string Tool = "tool";

    /// <summary>Gets all roles.</summary>
    public static IReadOnlyList<string> All { get; } = [User, System, Assistant, Tool];

    /// <summary>Returns the role in the spelling of the API, or null if the text is not a role. Case and surrounding white space are ignored.</summary>
    public static string? TryNormalize(string? role) =>
        All.FirstOrDefault(name => string.Equals(name, role?.Trim(), StringComparison.OrdinalIgnoreCase));
}
