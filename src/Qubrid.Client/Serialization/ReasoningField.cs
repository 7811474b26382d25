namespace Qubrid.Client.Serialization;

/// <summary>Specifies which field of a delta or message holds its reasoning.</summary>
internal enum ReasoningField
{
    None,

    ReasoningContent,

    Reasoning,

    /// <summary>Parts of <c>content</c>.</summary>
    ContentParts,
}
