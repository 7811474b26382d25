namespace Qubrid.Client;

/// <summary>Defines the values of <see cref="ChatRequest.ToolChoice"/> that are not the name of a function.</summary>
public static class ChatToolChoice
{
    /// <summary>The model decides whether it calls functions.</summary>
    public const string Auto = "auto";

    /// <summary>The model does not call functions.</summary>
    public const string None = "none";

    /// <summary>The model must call at least one function.</summary>
    public const string Required = "required";

    /// <summary>Gets all values.</summary>
    public static IReadOnlyList<string> All { get; } = [Auto, None, Required];
}
