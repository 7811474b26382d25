namespace Qubrid.Client.Models;

/// <summary>Provides the empty dictionary of objects without additional fields. Names of fields are case-sensitive.</summary>
internal static class AdditionalFields
{
    internal static readonly IReadOnlyDictionary<string, object?> Empty = new Dictionary<string, object?>(StringComparer.Ordinal);
}
