using System.Text.Json;

namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// Rejects schemas that apply so many schemas to one value that validation would not end: references in a circle, and references that multiply.
/// A reference from a property or an array item is allowed, because it applies to another value.
/// </summary>
internal sealed class SchemaReferences
{
    private const int MaxAppliedSchemas = 1000;
    private const int MaxDepth = 64;

    private static readonly string[] s_combinations = ["allOf", "anyOf", "oneOf"];

    private readonly JsonElement _root;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _current = new(StringComparer.Ordinal);

    private SchemaReferences(JsonElement root) => _root = root;

    /// <summary>Examines a schema and all schemas that it contains.</summary>
    /// <exception cref="FormatException">A schema applies to a value without end, or too many schemas apply to it.</exception>
    internal static void Validate(JsonElement schema) => new SchemaReferences(schema).ValidateAll(schema, "");

    private void ValidateAll(JsonElement value, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            Count(value, pointer, 0);
            foreach (var field in value.EnumerateObject().Where(field => field.Name is not ("enum" or "const" or "default" or "examples")))
            {
                ValidateAll(field.Value, Append(pointer, field.Name));
            }
        }

        foreach (var (element, index) in EnumerateElements(value))
        {
            ValidateAll(element, Append(pointer, index));
        }
    }

    /// <summary>Returns the number of schemas that apply to a value, through references and combinations.</summary>
    private int Count(JsonElement schema, string pointer, int depth)
    {
        if (_counts.TryGetValue(pointer, out var known))
        {
            return known;
        }

        if (depth > MaxDepth || !_current.Add(pointer))
        {
            throw new FormatException($"The schema at #{pointer} refers to itself without a property or an array item in between, or through more than {MaxDepth} references.");
        }

        var count = 1;
        foreach (var (applied, target) in EnumerateApplied(schema, pointer))
        {
            count += Count(applied, target, depth + 1);
            if (count > MaxAppliedSchemas)
            {
                throw new FormatException($"More than {MaxAppliedSchemas} schemas apply to the value at #{pointer}. Use fewer references in allOf, anyOf and oneOf.");
            }
        }

        _current.Remove(pointer);
        _counts[pointer] = count;
        return count;
    }

    private IEnumerable<(JsonElement Schema, string Pointer)> EnumerateApplied(JsonElement schema, string pointer)
    {
        if (Find(schema, "$ref") is { ValueKind: JsonValueKind.String } reference)
        {
            var target = Uri.UnescapeDataString(reference.GetString()!).TrimStart('#');
            if (Resolve(target) is { } found)
            {
                yield return (found, target);
            }
        }

        foreach (var keyword in s_combinations)
        {
            foreach (var (element, index) in EnumerateElements(Find(schema, keyword) ?? default))
            {
                yield return (element, Append(Append(pointer, keyword), index));
            }
        }

        if (Find(schema, "not") is { } negated)
        {
            yield return (negated, Append(pointer, "not"));
        }
    }

    private JsonElement? Resolve(string pointer)
    {
        JsonElement? found = _root;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            found = found is { ValueKind: JsonValueKind.Array } list && int.TryParse(step, out var index)
                ? list.EnumerateArray().Cast<JsonElement?>().ElementAtOrDefault(index)
                : Find(found ?? default, step.Replace("~1", "/").Replace("~0", "~"));
        }

        return found;
    }

    private static IEnumerable<(JsonElement Element, string Index)> EnumerateElements(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Select((element, index) => (element, FormattableString.Invariant($"{index}")))
        : [];

    private static string Append(string pointer, string name) => $"{pointer}/{name.Replace("~", "~0").Replace("/", "~1")}";

    private static JsonElement? Find(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : null;
}
