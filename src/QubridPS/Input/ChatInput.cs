using Qubrid.Client;

namespace QubridPS.Input;

/// <summary>What one request is made of, before the parameters of the command line are added.</summary>
internal sealed class ChatInput
{
    /// <summary>What was said before.</summary>
    internal IReadOnlyList<ChatMessage> Conversation { get; init; } = [];

    /// <summary>What the user says now; null where the conversation speaks for itself.</summary>
    internal string? Prompt { get; init; }

    /// <summary>Images for the prompt, as the wire takes them.</summary>
    internal string[] Images { get; init; } = [];

    /// <summary>The object that the request is made from, if there is one.</summary>
    internal object? InputObject { get; init; }

    /// <summary>What the object itself asks for.</summary>
    internal RowSettings Row { get; init; } = RowSettings.None;
}
