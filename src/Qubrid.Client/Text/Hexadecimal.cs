namespace Qubrid.Client;

/// <summary>Formats bytes, such as a hash, as hexadecimal text.</summary>
public static class Hexadecimal
{
    /// <summary>Returns two lowercase hexadecimal digits for each byte, without separators.</summary>
    public static string Format(byte[] bytes) =>
#if NET
        Convert.ToHexString(bytes).ToLowerInvariant();
#else
        BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();
#endif
}
