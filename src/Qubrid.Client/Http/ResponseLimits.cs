namespace Qubrid.Client.Http;

/// <summary>How much of a response is read. No answer is as large; what is larger is made to use up the memory.</summary>
internal sealed record ResponseLimits
{
    internal static readonly ResponseLimits Default = new();

    /// <summary>Gets the greatest number of bytes, compressed and decompressed; 256 MB by default.</summary>
    internal long MaxBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Gets the greatest number of bytes of one server-sent event; 64 MB by default.</summary>
    internal long MaxEventBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Gets the greatest number of content encodings, one in the other; 4 by default.</summary>
    internal int MaxEncodings { get; init; } = 4;
}
