using System.Collections;
using Qubrid.Client;

namespace QubridPS.Input;

/// <summary>Settings that apply to all requests of a command. A setting that is null is not sent, so the default of the service applies.</summary>
internal sealed class ChatSettings(string defaultModel)
{
    /// <summary>Gets the model of the connection, which is used if neither a parameter nor the input object specifies one.</summary>
    internal string DefaultModel => defaultModel;

    /// <summary>Gets or sets the model. It overrides the model of an input object.</summary>
    internal string? Model { get; set; }

    /// <summary>Gets or sets the system message. It replaces the system messages of the conversation.</summary>
    internal string? System { get; set; }

    /// <summary>Gets the messages that precede the conversation of each request.</summary>
    internal IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    internal int? MaxTokens { get; init; }

    internal double? Temperature { get; init; }

    internal double? TopP { get; init; }

    internal string[]? Stop { get; init; }

    internal double? PresencePenalty { get; init; }

    internal double? FrequencyPenalty { get; init; }

    internal long? Seed { get; init; }

    internal string? ReasoningEffort { get; init; }

    /// <summary>Gets further fields of the request body.</summary>
    internal IDictionary? AdditionalProperty { get; init; }

    /// <summary>Gets whether the service streams the response.</summary>
    internal bool UseStreaming { get; init; } = true;
}
