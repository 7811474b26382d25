using System.Collections;
using System.Collections.ObjectModel;
using QubridPS.Input;

namespace QubridPS.Conversion;

/// <summary>Which properties of an object are data: those asked for, else the type's default display set, else all.</summary>
internal sealed class PropertySelector(string[]? patterns)
{
    private readonly WildcardPattern[]? _patterns = patterns is null or { Length: 0 }
        ? null
        : [.. patterns.Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase))];

    private readonly TypeShapes _shapes = new();

    /// <summary>The names and values of an object. -Property picks of the piped objects, not of what they hold.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> Select(PSObject source, bool isTop)
    {
        var isPicked = isTop && _patterns is not null;
        var all = source.BaseObject is IDictionary dictionary ? OfDictionary(dictionary)
            : KnownFields.Of(source.BaseObject) is not { } known ? OfProperties(source, isTop)
            : isPicked ? known.Concat(OfProperties(source, isTop))
            : known;
        return isPicked ? Pick(all) : all;
    }

    private IEnumerable<KeyValuePair<string, object?>> OfProperties(PSObject source, bool isTop)
    {
        var shape = _shapes.Of(source);
        var isPicked = isTop && _patterns is not null;
        return !isPicked && shape.DefaultNames is { } names ? OfNames(source, names) : OfAll(source, shape, isPicked);
    }

    private static IEnumerable<KeyValuePair<string, object?>> OfNames(PSObject source, Collection<string> names)
    {
        foreach (var name in names)
        {
            if (source.Properties[name] is { } property)
            {
                yield return new(property.Name, PropertyValue.Read(property));
            }
        }
    }

    private IEnumerable<KeyValuePair<string, object?>> OfAll(PSObject source, TypeShape shape, bool isPicked)
    {
        foreach (var property in shape.HasOwnOnly ? OwnMembers.Of(source) : source.Properties)
        {
            // A getter costs and may throw: those not asked for are not called.
            if (!isPicked || Array.Exists(_patterns!, pattern => pattern.IsMatch(property.Name)))
            {
                yield return new(property.Name, PropertyValue.Read(property));
            }
        }
    }

    /// <summary>In the order of the patterns, each field once.</summary>
    private IEnumerable<KeyValuePair<string, object?>> Pick(IEnumerable<KeyValuePair<string, object?>> fields)
    {
        var all = fields.ToList();
        return _patterns!.SelectMany(pattern => all.Where(field => pattern.IsMatch(field.Key)))
            .GroupBy(field => field.Key, StringComparer.Ordinal)
            .Select(same => same.First());
    }

    private static IEnumerable<KeyValuePair<string, object?>> OfDictionary(IDictionary dictionary)
    {
        var fields = dictionary.Keys.Cast<object>()
            .Select(key => new KeyValuePair<string, object?>(key.ToString() ?? "", dictionary[key]));

        // A Hashtable's order changes from process to process; the same data must give the same text.
        return dictionary is Hashtable ? fields.OrderBy(field => field.Key, StringComparer.Ordinal) : fields;
    }
}
