namespace Qubrid.Client.Serialization;

/// <summary>Joins the messages of an error without repetitions.</summary>
internal static class ErrorMessageJoiner
{
    /// <summary>Joins the messages of nested levels, the outer one first: "Provider returned error: DeepInfra: Model busy".</summary>
    internal static string? Join(IEnumerable<string?> parts) => Join(parts, ": ");

    /// <summary>Joins the messages of a list: "Field required; Value too large".</summary>
    internal static string? JoinList(IEnumerable<string?> parts) => Join(parts, "; ");

    private static string? Join(IEnumerable<string?> parts, string separator)
    {
        const int maxLength = 8 * 1024; // far more than is displayed; each part is compared with all previous ones
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
