using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>A request's body, value by value under its path, such as <c>messages[0].content</c>.</summary>
internal sealed class RequestFacts
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    internal static RequestFacts Of(JsonElement body)
    {
        var facts = new RequestFacts();
        facts.Add("", body);
        facts._values.Remove("stream");
        return facts;
    }

    /// <summary>The paths where the other says something else, with what each says (null where it says nothing).</summary>
    internal IReadOnlyList<(string Path, string? Here, string? There)> Differences(RequestFacts other) =>
    [
        .. _values.Keys.Union(other._values.Keys, StringComparer.Ordinal)
            .Select(path => (path, _values.TryGetValue(path, out var here) ? here : null, other._values.TryGetValue(path, out var there) ? there : null))
            .Where(each => each.Item2 != each.Item3),
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
                var place = 0;
                foreach (var element in value.EnumerateArray())
                {
                    Add($"{path}[{place++}]", element);
                }

                break;
            default:
                _values[path] = value.ToString();
                break;
        }
    }
}
