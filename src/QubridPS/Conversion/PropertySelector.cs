using System.Collections;
using System.Collections.ObjectModel;
using QubridPS.Input;

namespace QubridPS.Conversion;

/// <summary>Which properties of an object are data: those asked for, else the type's default display set, else all.</summary>
internal sealed class PropertySelector(string[]? patterns)
{
    private readonly WildcardPattern[]? _patterns = patterns is null or { Length: 0 }
        ? null
        : [.. patterns.Select(NamePattern.Of)];

    private readonly TypeShapes _shapes = new();

    /// <summary>The names and values of one object.</summary>
    internal List<KeyValuePair<string, object?>> Select(object source, bool isTop)
    {
        var fields = new List<KeyValuePair<string, object?>>();
        Select(source, isTop, fields);
        return fields;
    }

    /// <summary>
    /// Puts the names and values of an object into a list, which is used again: an iterator for each object costs as much as its
    /// JSON. -Property picks of the piped objects, not of what they hold.
    /// </summary>
    internal void Select(object source, bool isTop, List<KeyValuePair<string, object?>> fields)
    {
        fields.Clear();
        var isPicked = isTop && _patterns is not null;
        var plain = source is PSObject wrapped ? wrapped.BaseObject : source;
        if (plain is IDictionary dictionary)
        {
            DictionaryFields.Add(fields, dictionary);
        }
        else if (KnownFields.Of(plain) is not { } known)
        {
            AddProperties(fields, PSObject.AsPSObject(source), isPicked);
        }
        else
        {
            fields.AddRange(known);
            if (isPicked)
            {
                AddProperties(fields, PSObject.AsPSObject(source), isPicked);
            }
        }

        if (isPicked)
        {
            Pick(fields);
        }
    }

    private void AddProperties(List<KeyValuePair<string, object?>> fields, PSObject source, bool isPicked)
    {
        var shape = _shapes.Of(source);
        if (!isPicked && shape.DefaultNames is { } names)
        {
            AddNamed(fields, source, names);
        }
        else if (!shape.HasOwnOnly)
        {
            AddAll(fields, source, isPicked);
        }
        else if (!TryAddOwn(fields, source, isPicked))
        {
            fields.Clear();
            AddNamed(fields, source, TypeShapes.Read(source).DefaultNames!);
        }
    }

    private static void AddNamed(List<KeyValuePair<string, object?>> fields, PSObject source, Collection<string> names)
    {
        foreach (var name in names)
        {
            if (source.Properties[name] is { } property)
            {
                fields.Add(new(property.Name, PropertyValue.Read(property)));
            }
        }
    }

    private void AddAll(List<KeyValuePair<string, object?>> fields, PSObject source, bool isPicked)
    {
        var excluded = KnownFields.ExcludedOf(source.BaseObject.GetType());
        foreach (var property in source.Properties)
        {
            if (excluded is not null && excluded.Contains(property.Name))
            {
                continue;
            }

            AddIfAsked(fields, property, isPicked);
        }
    }

    /// <summary>False where the object says itself which of its properties are shown.</summary>
    private bool TryAddOwn(List<KeyValuePair<string, object?>> fields, PSObject source, bool isPicked)
    {
        var members = new OwnMembers(source);
        while (members.MoveNext())
        {
            AddIfAsked(fields, members.Current, isPicked);
        }

        return isPicked || !members.MetOther || !OwnMembers.MayHaveStandardMembers(source) || TypeShapes.Read(source).DefaultNames is null;
    }

    // A getter costs and may throw: those not asked for are not called.
    private void AddIfAsked(List<KeyValuePair<string, object?>> fields, PSPropertyInfo property, bool isPicked)
    {
        if (!isPicked || IsAsked(property.Name))
        {
            fields.Add(new(property.Name, PropertyValue.Read(property)));
        }
    }

    private bool IsAsked(string name) => Array.Exists(_patterns!, pattern => pattern.IsMatch(name));

    /// <summary>In the order of the patterns, each field once.</summary>
    private void Pick(List<KeyValuePair<string, object?>> fields)
    {
        var picked = _patterns!.SelectMany(pattern => fields.Where(field => pattern.IsMatch(field.Key)))
            .GroupBy(field => field.Key, StringComparer.Ordinal)
            .Select(same => same.First())
            .ToList();
        fields.Clear();
        fields.AddRange(picked);
    }
}
