using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>Says by what a request differs from the recorded one that is most like it.</summary>
internal static class NearestRequest
{
    private const int MostTold = 3;
    private const int Excerpt = 40;
    private const int CharactersBefore = 10;

    internal static string Describe(IEnumerable<(int Number, RequestFacts Facts)> recorded, RequestFacts asked)
    {
        (int Number, IReadOnlyList<(string Path, string? Here, string? There)> Differences)? nearest = null;
        foreach (var (number, facts) in recorded)
        {
            var differences = facts.Differences(asked);
            if (nearest is null || Distance(differences).CompareTo(Distance(nearest.Value.Differences)) < 0)
            {
                nearest = (number, differences);
            }
        }

        if (nearest is not var (line, found))
        {
            return "It holds none at all.";
        }

        var told = string.Join("; ", found.Take(MostTold).Select(Describe));
        return $"The nearest, line {line}, differs in {told}{(found.Count > MostTold ? $" and {found.Count - MostTold} more" : "")}.";
    }

    // First the number of values that differ, then how much text of them does.
    private static (int Values, int Characters) Distance(IReadOnlyList<(string Path, string? Here, string? There)> differences) =>
        (differences.Count, differences.Sum(each => Math.Max(each.Here?.Length ?? 0, each.There?.Length ?? 0) - CommonStart(each.Here, each.There)));

    private static string Describe((string Path, string? Here, string? There) difference)
    {
        var (path, recorded, asked) = difference;
        var start = Math.Max(0, CommonStart(recorded, asked) - CharactersBefore);
        return $"{path} (recorded {Quote(recorded, start)}, asked {Quote(asked, start)})";
    }

    private static string Quote(string? text, int start)
    {
        if (text is null)
        {
            return "nothing";
        }

        var end = Math.Min(text.Length, start + Excerpt);
        var part = JsonEncodedText.Encode(text.AsSpan(start, end - start), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return $"'{(start > 0 ? "..." : "")}{part}{(end < text.Length ? "..." : "")}'";
    }

    private static int CommonStart(string? one, string? other)
    {
        var most = Math.Min(one?.Length ?? 0, other?.Length ?? 0);
        for (var place = 0; place < most; place++)
        {
            if (one![place] != other![place])
            {
                return place;
            }
        }

        return most;
    }
}
