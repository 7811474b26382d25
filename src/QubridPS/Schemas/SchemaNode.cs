using System.Text.Json;

namespace QubridPS.Schemas;

/// <summary>Represents a position in a schema, used to find the format of the value at the same position in the data.</summary>
internal readonly struct SchemaNode
{
    // Limits circular references.
    private const int MaxReferences = 32;

    private static readonly string[] s_alternativeKeywords = ["anyOf", "oneOf", "allOf"];

    private readonly JsonElement _root;
    private readonly JsonElement _node;

    internal SchemaNode(JsonElement root, JsonElement node)
    {
        _root = root;
        _node = node;
        for (var followed = 0; followed < MaxReferences && FindKeyword(_node, "$ref") is { ValueKind: JsonValueKind.String } reference; followed++)
        {
            _node = Resolve(reference.GetString()!);
        }
    }

    /// <summary>Gets the format of a string at this position, for example "date-time", or null.</summary>
    internal string? Format => FindKeyword(_node, "format") is { ValueKind: JsonValueKind.String } format ? format.GetString()
        : EnumerateAlternatives(s_alternativeKeywords).Select(alternative => alternative.Format).FirstOrDefault(node => node is not null);

    /// <summary>Returns the position of a property.</summary>
    internal SchemaNode GetProperty(string name)
    {
        if (FindKeyword(_node, "properties") is { } properties && FindKeyword(properties, name) is { } property)
        {
            return new SchemaNode(_root, property);
        }

        foreach (var alternative in EnumerateAlternatives(s_alternativeKeywords))
        {
            var found = alternative.GetProperty(name);
            if (found._node.ValueKind == JsonValueKind.Object)
            {
                return found;
            }
        }

        return new SchemaNode(_root, FindKeyword(_node, "additionalProperties") ?? default);
    }

    /// <summary>Returns the position of an array item.</summary>
    internal SchemaNode GetItem(int index) => FindKeyword(_node, "items") switch
    {
        { ValueKind: JsonValueKind.Array } item => new SchemaNode(_root, item.EnumerateArray().ElementAtOrDefault(index)),
        { } items => new SchemaNode(_root, items),
        null => EnumerateAlternatives(s_alternativeKeywords).Select(alternative => alternative.GetItem(index)).FirstOrDefault(item => item._node.ValueKind == JsonValueKind.Object),
    };

    /// <summary>Gets whether an object at this position cannot have properties that are not declared.</summary>
    internal bool IsClosed => FindKeyword(_node, "additionalProperties") is { ValueKind: JsonValueKind.False };

    /// <summary>Returns the declared properties of an object at this position with their schemas, in the order of the schema.</summary>
    internal IEnumerable<JsonProperty> EnumerateProperties() =>
        FindKeyword(_node, "properties") is { ValueKind: JsonValueKind.Object } properties ? properties.EnumerateObject() : [];

    /// <summary>Returns the names of the required properties.</summary>
    internal IEnumerable<string> EnumerateRequired() =>
        FindKeyword(_node, "required") is { ValueKind: JsonValueKind.Array } required
            ? required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)
            : [];

    /// <summary>Returns the schemas in the lists of the given keywords.</summary>
    internal IEnumerable<SchemaNode> EnumerateAlternatives(params string[] keywords)
    {
        var (root, node) = (_root, _node);
        return keywords
            .SelectMany(keyword => FindKeyword(node, keyword) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [])
            .Select(alternative => new SchemaNode(root, alternative));
    }

    private JsonElement Resolve(string reference)
    {
        var found = _root;
        foreach (var step in reference.TrimStart('#').Split(['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            found = FindKeyword(found, Uri.UnescapeDataString(step).Replace("~1", "/").Replace("~0", "~")) ?? default;
        }

        return found;
    }

    private static JsonElement? FindKeyword(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : null;
}
