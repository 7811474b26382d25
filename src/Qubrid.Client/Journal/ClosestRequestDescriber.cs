using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>Describes how a request differs from the closest recorded one.</summary>
internal static class ClosestRequestDescriber
{
    private const int MaxDifferences = 3;
    private const int ExcerptLength = 40;
    private const int ContextLength = 10;

    /// <summary>Returns a sentence with the line of the closest request and the differences.</summary>
    internal static string Describe(IEnumerable<(int Number, FlattenedRequest Request)> recorded, FlattenedRequest request)
    {
        (int Number, IReadOnlyList<(string Path, string? Recorded, string? Actual)> Differences)? closest = null;
        foreach (var (number, recordedRequest) in recorded)
        {
            var differences = recordedRequest.CompareTo(request);
            if (closest is null || GetDistance(differences).CompareTo(GetDistance(closest.Value.Differences)) < 0)
            {
                closest = (number, differences);
            }
        }

        if (closest is not var (line, closestDifferences))
        {
            return "The journal is empty.";
        }

        var summary = string.Join("; ", closestDifferences.Take(MaxDifferences).Select(Describe));
        return $"The closest entry (line {line}) differs in {summary}{(closestDifferences.Count > MaxDifferences ? $" and {closestDifferences.Count - MaxDifferences} more" : "")}.";
    }

    // The number of different values counts first, then the length of the different text.
    private static (int Values, int Characters) GetDistance(IReadOnlyList<(string Path, string? Recorded, string? Actual)> differences) =>
        (differences.Count, differences.Sum(difference => Math.Max(difference.Recorded?.Length ?? 0, difference.Actual?.Length ?? 0) - CommonPrefixLength(difference.Recorded, difference.Actual)));

    private static string Describe((string Path, string? Recorded, string? Actual) difference)
    {
        var (path, recorded, request) = difference;
        var start = Math.Max(0, CommonPrefixLength(recorded, request) - ContextLength);
        return $"{path} (recorded {Quote(recorded, start)}, requested {Quote(request, start)})";
    }

    private static string Quote(string? text, int start)
    {
        if (text is null)
        {
            return "nothing";
        }

        // Half of a surrogate pair would be quoted as U+FFFD.
        start = TextExcerpt.MoveBeforePair(text, Math.Min(text.Length, start));
        var end = TextExcerpt.MoveBeforePair(text, Math.Min(text.Length, start + ExcerptLength));
        var part = JsonEncodedText.Encode(text.AsSpan(start, end - start), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return $"'{(start > 0 ? "..." : "")}{part}{(end < text.Length ? "..." : "")}'";
    }

    private static int CommonPrefixLength(string? left, string? right)
    {
        var maxLength = Math.Min(left?.Length ?? 0, right?.Length ?? 0);
        for (var index = 0; index < maxLength; index++)
        {
            if (left![index] != right![index])
            {
                return index;
            }
        }

        return maxLength;
    }
}
