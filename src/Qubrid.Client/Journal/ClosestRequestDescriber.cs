using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>Says by what a request differs from the recorded one that is most like it.</summary>
internal static class ClosestRequestDescriber
{
    private const int MaxDifferences = 3;
    private const int ExcerptLength = 40;
    private const int ContextLength = 10;

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
            return "It holds none at all.";
        }

        var summary = string.Join("; ", closestDifferences.Take(MaxDifferences).Select(Describe));
        return $"The nearest, line {line}, differs in {summary}{(closestDifferences.Count > MaxDifferences ? $" and {closestDifferences.Count - MaxDifferences} more" : "")}.";
    }

    // First the number of values that differ, then how much text of them does.
    private static (int Values, int Characters) GetDistance(IReadOnlyList<(string Path, string? Recorded, string? Actual)> differences) =>
        (differences.Count, differences.Sum(difference => Math.Max(difference.Recorded?.Length ?? 0, difference.Actual?.Length ?? 0) - CommonPrefixLength(difference.Recorded, difference.Actual)));

    private static string Describe((string Path, string? Recorded, string? Actual) difference)
    {
        var (path, recorded, request) = difference;
        var start = Math.Max(0, CommonPrefixLength(recorded, request) - ContextLength);
        return $"{path} (recorded {Quote(recorded, start)}, asked {Quote(request, start)})";
    }

    private static string Quote(string? text, int start)
    {
        if (text is null)
        {
            return "nothing";
        }

        var end = Math.Min(text.Length, start + ExcerptLength);
        // A pair of surrogates cut in the middle is no text to the encoder.
        start += start > 0 && char.IsLowSurrogate(text[start]) ? 1 : 0;
        end -= end > start && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        var part = JsonEncodedText.Encode(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Substring(start, end - start))), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
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
