namespace Qubrid.Client.Serialization;

/// <summary>Joins what the levels of an error say, without saying the same twice.</summary>
internal static class ErrorWords
{
    /// <summary>Joins from the outside in: "Provider returned error: DeepInfra: Model busy".</summary>
    internal static string? Join(IEnumerable<string?> parts) => Join(parts, ": ");

    /// <summary>Joins messages that stand side by side.</summary>
    internal static string? List(IEnumerable<string?> parts) => Join(parts, "; ");

    private static string? Join(IEnumerable<string?> parts, string separator)
    {
        const int maxLength = 8 * 1024; // far more than is shown; each part is compared with all before it
        string? joined = null;
        foreach (var part in parts)
        {
            if (joined?.Length > maxLength)
            {
                break;
            }

            if (part is null || joined?.Contains(part) is true)
            {
                continue;
            }

            joined = joined is null || part.Contains(joined) ? part : joined.TrimEnd('.', ':', ' ') + separator + part;
        }

        return joined;
    }
}
