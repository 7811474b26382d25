using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>Represents the body of a request as values by their path, such as <c>messages[0].content</c>.</summary>
internal sealed class FlattenedRequest
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads a body, without <c>stream</c>.</summary>
    internal static FlattenedRequest Parse(JsonElement body)
    {
        var request = new FlattenedRequest();
        request.Add("", body);
        request._values.Remove("stream");
        return request;
    }

    /// <summary>Returns the paths whose values differ from those of a request, with both values (null if there is none).</summary>
    internal IReadOnlyList<(string Path, string? Recorded, string? Actual)> CompareTo(FlattenedRequest other) =>
    [
        .. _values.Keys.Union(other._values.Keys, StringComparer.Ordinal)
            .Select(path => (path, _values.TryGetValue(path, out var recorded) ? recorded : null, other._values.TryGetValue(path, out var actual) ? actual : null))
            .Where(difference => difference.Item2 != difference.Item3),
    ];

    private void Add(string path, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    Add(path.Length == 0 ? field.Name : $"{path}.{field.Name}", field.Value);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var element in value.EnumerateArray())
                {
                    Add($"{path}[{index++}]", element);
                }

                break;
            default:
                _values[path] = value.ToString();
                break;
        }
    }
}
