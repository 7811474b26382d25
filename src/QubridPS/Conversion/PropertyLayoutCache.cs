using System.Collections.ObjectModel;

namespace QubridPS.Conversion;

/// <summary>Caches which properties the objects of a type have. One cache is used per command.</summary>
internal sealed class PropertyLayoutCache
{
    // PowerShell defines a default display property set for files, but not for directories.
    private static readonly Collection<string> s_folderNames = ["LastWriteTime", "Name"];

    // Get-FormatData does not return the table that the console shows for a list of help topics.
    private static readonly Collection<string> s_helpTopicNames = ["Name", "Category", "ModuleName", "Synopsis"];

    private readonly Dictionary<string, PropertyLayout> _layouts = new(StringComparer.OrdinalIgnoreCase);
    private (string? Name, PropertyLayout? Layout) _last;

    /// <summary>Returns the layout of an object's type. For custom objects the caller checks each instance for differences.</summary>
    internal PropertyLayout Get(PSObject source)
    {
        var types = source.TypeNames;
        var name = types.Count == 0 ? "" : types[0];
        if (name == _last.Name)
        {
            return _last.Layout!; // successive objects usually have the same type
        }

        if (_layouts.TryGetValue(name, out var layout) && layout is { HasOnlyInstanceProperties: true, DefaultNames: null })
        {
            _last = (name, layout);
            return layout;
        }

        if (InstanceMemberEnumerator.MayHaveStandardMembers(source))
        {
            return Inspect(source); // defined by this instance: do not cache
        }

        return layout ?? (_layouts[name] = Inspect(source));
    }

    /// <summary>Determines the layout of an object without the cache.</summary>
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
            : source.TypeNames is not [var type, ..] ? null
            : type.EndsWith("System.IO.DirectoryInfo", StringComparison.Ordinal) ? s_folderNames
            : type is "HelpInfoShort" ? s_helpTopicNames
            : null;
    }
}
