using System.Text.Json;

namespace QubridPS.Schemas;

/// <summary>A place in a schema, walked beside the value: asked only what a value there is meant to be.</summary>
internal readonly struct SchemaNode
{
    // A reference to itself leads nowhere.
    private const int MostReferences = 32;

    private static readonly string[] s_choices = ["anyOf", "oneOf", "allOf"];

    private readonly JsonElement _root;
    private readonly JsonElement _here;

    internal SchemaNode(JsonElement root, JsonElement here)
    {
        _root = root;
        _here = here;
        for (var followed = 0; followed < MostReferences && Find(_here, "$ref") is { ValueKind: JsonValueKind.String } reference; followed++)
        {
            _here = Resolve(reference.GetString()!);
        }
    }

    /// <summary>What a text there means, such as date-time.</summary>
    internal string? Format => Find(_here, "format") is { ValueKind: JsonValueKind.String } format ? format.GetString()
        : Choices().Select(choice => choice.Format).FirstOrDefault(each => each is not null);

    internal SchemaNode Property(string name)
    {
        if (Find(_here, "properties") is { } properties && Find(properties, name) is { } own)
        {
            return new SchemaNode(_root, own);
        }

        foreach (var choice in Choices())
        {
            var inner = choice.Property(name);
            if (inner._here.ValueKind == JsonValueKind.Object)
            {
                return inner;
            }
        }

        return new SchemaNode(_root, Find(_here, "additionalProperties") ?? default);
    }

    internal SchemaNode Item(int place) => Find(_here, "items") switch
    {
        { ValueKind: JsonValueKind.Array } each => new SchemaNode(_root, each.EnumerateArray().ElementAtOrDefault(place)),
        { } all => new SchemaNode(_root, all),
        null => Choices().Select(choice => choice.Item(place)).FirstOrDefault(item => item._here.ValueKind == JsonValueKind.Object),
    };

    private IEnumerable<SchemaNode> Choices()
    {
        var (root, here) = (_root, _here);
        return s_choices
            .SelectMany(word => Find(here, word) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [])
            .Select(choice => new SchemaNode(root, choice));
    }

    private JsonElement Resolve(string reference)
    {
        var found = _root;
        foreach (var step in reference.TrimStart('#').Split(['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            found = Find(found, Uri.UnescapeDataString(step).Replace("~1", "/").Replace("~0", "~")) ?? default;
        }

        return found;
    }

    private static JsonElement? Find(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var found) ? found : null;
}
