namespace Qubrid.Client.Serialization;

/// <summary>Which values of several chunks are pieces of one value.</summary>
internal enum MergeMode
{
    /// <summary>None: a later value replaces an earlier one.</summary>
    Replace,

    /// <summary>Lists, as those of <c>logprobs</c>; a text is whole each time that it is sent.</summary>
    AppendArrays,

    /// <summary>Lists and texts, as in a delta.</summary>
    AppendAll,
}
