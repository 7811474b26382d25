namespace Qubrid.Client;

/// <summary>Unknown wire fields: plain values by their exact wire name, so that case-twins stay apart.</summary>
internal static class WireFields
{
    internal static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>(StringComparer.Ordinal);
}
