namespace Qubrid.Client.Models;

/// <summary>Unknown wire fields: plain values by their exact wire name, so that case-twins stay apart.</summary>
internal static class AdditionalFields
{
    internal static readonly IReadOnlyDictionary<string, object?> Empty = new Dictionary<string, object?>(StringComparer.Ordinal);
}
