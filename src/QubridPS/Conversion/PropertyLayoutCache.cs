using System.Collections.ObjectModel;

namespace QubridPS.Conversion;

/// <summary>What a type says of its objects' properties, looked up once a type and command.</summary>
internal sealed class PropertyLayoutCache
{
    // The engine has a display set for files, not for folders.
    private static readonly Collection<string> s_folderNames = ["LastWriteTime", "Name"];

    private readonly Dictionary<string, PropertyLayout> _layouts = new(StringComparer.OrdinalIgnoreCase);
    private (string? Name, PropertyLayout? Layout) _last;

    /// <summary>Of an object that has no properties but its own, the reader sees for itself whether it departs from its type.</summary>
    internal PropertyLayout Get(PSObject source)
    {
        var types = source.TypeNames;
        var name = types.Count == 0 ? "" : types[0];
        if (name == _last.Name)
        {
            return _last.Layout!; // objects come in rows of a kind
        }

        if (_layouts.TryGetValue(name, out var layout) && layout is { HasOnlyInstanceProperties: true, DefaultNames: null })
        {
            _last = (name, layout);
            return layout;
        }

        if (InstanceMemberEnumerator.MayHaveStandardMembers(source))
        {
            return Inspect(source); // its own affair, and not its type's
        }

        return layout ?? (_layouts[name] = Inspect(source));
    }

    internal static PropertyLayout Inspect(PSObject source) => new(
        GetDefaultNames(source),
        source.BaseObject is PSCustomObject
            && InstanceMemberEnumerator.IsSupported
            && !InstanceMemberEnumerator.MayHaveStandardMembers(source)
            && InstanceMemberEnumerator.GetNames(source).SequenceEqual(source.Properties.Select(property => property.Name)));

    private static Collection<string>? GetDefaultNames(PSObject source)
    {
        var standard = source.Members["PSStandardMembers"] as PSMemberSet;
        return standard?.Members["DefaultDisplayPropertySet"] is PSPropertySet { ReferencedPropertyNames: { Count: > 0 } names } ? names
            : source.TypeNames is [var type, ..] && type.EndsWith("System.IO.DirectoryInfo", StringComparison.Ordinal) ? s_folderNames
            : null;
    }
}

/// <summary>The default display set, if there is one, and whether objects of the type have no properties but their own.</summary>
internal sealed record PropertyLayout(Collection<string>? DefaultNames, bool HasOnlyInstanceProperties);
