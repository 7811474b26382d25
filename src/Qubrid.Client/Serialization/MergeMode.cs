namespace Qubrid.Client.Serialization;

/// <summary>Specifies how the values of a field in successive chunks are merged.</summary>
internal enum MergeMode
{
    /// <summary>A value replaces the previous one.</summary>
    Replace,

    /// <summary>Arrays are appended, such as those of <c>logprobs</c>; text replaces the previous text.</summary>
    AppendArrays,

    /// <summary>Arrays and text are appended, as in a delta.</summary>
    AppendAll,
}
