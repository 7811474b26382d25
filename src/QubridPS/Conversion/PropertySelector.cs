using System.Collections;
using System.Collections.ObjectModel;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>Which properties of an object are data: those asked for, else the type's default display set, else all.</summary>
internal sealed class PropertySelector(string[]? patterns)
{
    private readonly WildcardPattern[]? _patterns = patterns is null or { Length: 0 }
        ? null
        : [.. patterns.Select(Wildcards.Create)];

    private readonly PropertyLayoutCache _layouts = new();

    /// <summary>The names and values of one object.</summary>
    internal List<KeyValuePair<string, object?>> Select(object source, bool isTopLevel)
    {
        var fields = new List<KeyValuePair<string, object?>>();
        Select(source, isTopLevel, fields);
        return fields;
    }

    /// <summary>
    /// Puts the names and values of an object into a list, which is used again: an iterator for each object costs as much as its
    /// JSON. -Property picks of the piped objects, not of what they hold.
    /// </summary>
    internal void Select(object source, bool isTopLevel, List<KeyValuePair<string, object?>> fields)
    {
        fields.Clear();
        var isFiltered = isTopLevel && _patterns is not null;
        var unwrapped = source is PSObject wrapped ? wrapped.BaseObject : source;
        if (unwrapped is IDictionary dictionary)
        {
            DictionaryProperties.AddTo(fields, dictionary);
        }
        else if (WellKnownTypeProperties.Get(unwrapped) is not { } wellKnown)
        {
            AddProperties(fields, PSObject.AsPSObject(source), isFiltered);
        }
        else
        {
            fields.AddRange(wellKnown);
            if (isFiltered)
            {
                AddProperties(fields, PSObject.AsPSObject(source), isFiltered);
            }
        }

        if (isFiltered)
        {
            ApplyFilter(fields);
        }
    }

    private void AddProperties(List<KeyValuePair<string, object?>> fields, PSObject source, bool isFiltered)
    {
        var layout = _layouts.Get(source);
        if (!isFiltered && layout.DefaultNames is { } names)
        {
            AddNamed(fields, source, names);
        }
        else if (!layout.HasOnlyInstanceProperties)
        {
            AddAll(fields, source, isFiltered);
        }
        else if (!TryAddInstanceProperties(fields, source, isFiltered))
        {
            fields.Clear();
            AddNamed(fields, source, PropertyLayoutCache.Inspect(source).DefaultNames!);
        }
    }

    private static void AddNamed(List<KeyValuePair<string, object?>> fields, PSObject source, Collection<string> names)
    {
        foreach (var name in names)
        {
            if (source.Properties[name] is { } property)
            {
                fields.Add(new(property.Name, PSObjectReader.Read(property)));
            }
        }
    }

    private void AddAll(List<KeyValuePair<string, object?>> fields, PSObject source, bool isFiltered)
    {
        var excluded = WellKnownTypeProperties.ExcludedOf(source.BaseObject.GetType());
        foreach (var property in source.Properties)
        {
            if (excluded is not null && excluded.Contains(property.Name))
            {
                continue;
            }

            AddIfSelected(fields, property, isFiltered);
        }
    }

    /// <summary>False where the object says itself which of its properties are shown.</summary>
    private bool TryAddInstanceProperties(List<KeyValuePair<string, object?>> fields, PSObject source, bool isFiltered)
    {
        var members = new InstanceMemberEnumerator(source);
        while (members.MoveNext())
        {
            AddIfSelected(fields, members.Current, isFiltered);
        }

        return isFiltered || !members.SawNonProperty || !InstanceMemberEnumerator.MayHaveStandardMembers(source) || PropertyLayoutCache.Inspect(source).DefaultNames is null;
    }

    // A getter costs and may throw: those not asked for are not called.
    private void AddIfSelected(List<KeyValuePair<string, object?>> fields, PSPropertyInfo property, bool isFiltered)
    {
        if (!isFiltered || MatchesFilter(property.Name))
        {
            fields.Add(new(property.Name, PSObjectReader.Read(property)));
        }
    }

    private bool MatchesFilter(string name) => Array.Exists(_patterns!, pattern => pattern.IsMatch(name));

    /// <summary>In the order of the patterns, each field once.</summary>
    private void ApplyFilter(List<KeyValuePair<string, object?>> fields)
    {
        var selected = _patterns!.SelectMany(pattern => fields.Where(field => pattern.IsMatch(field.Key)))
            .GroupBy(field => field.Key, StringComparer.Ordinal)
            .Select(same => same.First())
            .ToList();
        fields.Clear();
        fields.AddRange(selected);
    }
}
