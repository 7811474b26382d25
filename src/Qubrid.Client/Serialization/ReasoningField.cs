namespace Qubrid.Client.Serialization;

/// <summary>Specifies the field that contains the reasoning of a delta or message.</summary>
internal enum ReasoningField
{
    None,

    ReasoningContent,

    Reasoning,

    /// <summary>Parts of <c>content</c>.</summary>
    ContentParts,
}
