using System.Text.Json;

namespace QubridPS.Schemas;

/// <summary>
/// Finds the properties that a schema declares for an object, in their order, so that every object of a list has the same properties. Of the
/// alternatives in anyOf and oneOf, only those count that the object fits.
/// </summary>
internal static class SchemaProperties
{
    // Limits schemas that refer to themselves.
    private const int MaxDepth = 16;

    /// <summary>Returns the declared property names, each once.</summary>
    internal static IReadOnlyCollection<string> GetNames(SchemaNode schema, JsonElement value)
    {
        var names = new List<string>();
        Add(names, schema, value, depth: 0);
        return names.Count < 2 ? names : [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Returns the fields in the order of the names, with null for those that are absent, and after them the others. A name that is empty or
    /// differs from a field's name only in case is not added, because a custom object cannot have both.
    /// </summary>
    internal static List<(string Name, object? Value)> Arrange(List<(string Name, object? Value)> fields, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
        {
            return fields;
        }

        var arranged = new List<(string Name, object? Value)>(Math.Max(fields.Count, names.Count));
        foreach (var name in names)
        {
            var index = fields.FindLastIndex(field => field.Name == name); // the last of duplicate names is used
            if (index >= 0)
            {
                arranged.Add(fields[index]);
            }
            else if (name.Length > 0 && !fields.Concat(arranged).Any(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                arranged.Add((name, null));
            }
        }

        arranged.AddRange(fields.Where(field => !names.Contains(field.Name)));
        return arranged;
    }

    private static void Add(List<string> names, SchemaNode schema, JsonElement value, int depth)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        names.AddRange(schema.EnumerateProperties().Select(property => property.Name));
        foreach (var part in schema.EnumerateAlternatives("allOf"))
        {
            Add(names, part, value, depth + 1);
        }

        foreach (var alternative in schema.EnumerateAlternatives("anyOf", "oneOf"))
        {
            if (Fits(alternative, value))
            {
                Add(names, alternative, value, depth + 1);
            }
        }
    }

    private static bool Fits(SchemaNode alternative, JsonElement value) =>
        alternative.EnumerateRequired().All(name => value.TryGetProperty(name, out _))
        && alternative.EnumerateProperties().All(property => !value.TryGetProperty(property.Name, out var field) || AllowsText(property.Value, field))
        && (!alternative.IsClosed || value.EnumerateObject().All(field => alternative.EnumerateProperties().Any(property => property.Name == field.Name)));

    // Alternatives are usually distinguished by a property with a fixed text.
    private static bool AllowsText(JsonElement schema, JsonElement field)
    {
        if (field.ValueKind != JsonValueKind.String || schema.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        return (!schema.TryGetProperty("const", out var single) || IsSame(single, field))
            && (!schema.TryGetProperty("enum", out var list) || list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(choice => IsSame(choice, field)));
    }

    private static bool IsSame(JsonElement choice, JsonElement field) => choice.ValueKind == JsonValueKind.String && choice.GetString() == field.GetString();
}
