namespace Qubrid.Client.Http;

/// <summary>Limits the size of a response, so that a hostile service cannot use up the memory. Real responses are far smaller.</summary>
internal sealed record ResponseLimits
{
    internal static readonly ResponseLimits Default = new();

    /// <summary>Gets the maximum number of bytes, compressed and decompressed; 256 MB by default.</summary>
    internal long MaxBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Gets the maximum number of bytes of one server-sent event; 64 MB by default.</summary>
    internal long MaxEventBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Gets the maximum number of content encodings, each inside the other; 4 by default.</summary>
    internal int MaxEncodings { get; init; } = 4;
}
