using Qubrid.Client;
using QubridPS.Conversion;

namespace QubridPS.Input;

/// <summary>The input of one request, before the settings of the command are added.</summary>
internal sealed class ChatInput
{
    /// <summary>Gets the messages that precede the prompt.</summary>
    internal IReadOnlyList<ChatMessage> Conversation { get; init; } = [];

    /// <summary>Gets the prompt; null if the conversation is sent as it is.</summary>
    internal string? Prompt { get; init; }

    /// <summary>Gets the text files that are added to the prompt.</summary>
    internal IReadOnlyList<FileText> Files { get; init; } = [];

    /// <summary>Gets the images of the prompt as http(s) URLs or data URIs.</summary>
    internal string[] Images { get; init; } = [];

    /// <summary>Gets the object that the request was created from; null if there is none.</summary>
    internal object? InputObject { get; init; }

    /// <summary>Gets the parts of the data, if it is too large for one request; null if it is one request. Those of a file are read while they are sent.</summary>
    internal IEnumerable<DataPart>? Parts { get; init; }

    /// <summary>Gets whether the input consists of answers for parts of the data, which replace the data and the files.</summary>
    internal bool IsMerge { get; init; }

    /// <summary>Gets the settings that the input object specifies.</summary>
    internal RowSettings Row { get; init; } = RowSettings.None;
}
