using System.Collections.ObjectModel;

namespace QubridPS.Conversion;

/// <summary>What a type says of its objects' properties, looked up once a type and command.</summary>
internal sealed class TypeShapes
{
    // The engine has a display set for files, not for folders.
    private static readonly Collection<string> s_folderNames = ["LastWriteTime", "Name"];

    private readonly Dictionary<string, TypeShape> _shapes = new(StringComparer.OrdinalIgnoreCase);
    private (string? Name, TypeShape? Shape) _last;

    /// <summary>Of an object that has no properties but its own, the reader sees for itself whether it departs from its type.</summary>
    internal TypeShape Of(PSObject source)
    {
        var types = source.TypeNames;
        var name = types.Count == 0 ? "" : types[0];
        if (name == _last.Name)
        {
            return _last.Shape!; // objects come in rows of a kind
        }

        if (_shapes.TryGetValue(name, out var shape) && shape is { HasOwnOnly: true, DefaultNames: null })
        {
            _last = (name, shape);
            return shape;
        }

        if (OwnMembers.MayHaveStandardMembers(source))
        {
            return Read(source); // its own affair, and not its type's
        }

        return shape ?? (_shapes[name] = Read(source));
    }

    internal static TypeShape Read(PSObject source) => new(
        DefaultNames(source),
        source.BaseObject is PSCustomObject
            && OwnMembers.AreKnown
            && !OwnMembers.MayHaveStandardMembers(source)
            && OwnMembers.Names(source).SequenceEqual(source.Properties.Select(property => property.Name)));

    private static Collection<string>? DefaultNames(PSObject source)
    {
        var standard = source.Members["PSStandardMembers"] as PSMemberSet;
        return standard?.Members["DefaultDisplayPropertySet"] is PSPropertySet { ReferencedPropertyNames: { Count: > 0 } names } ? names
            : source.TypeNames is [var type, ..] && type.EndsWith("System.IO.DirectoryInfo", StringComparison.Ordinal) ? s_folderNames
            : null;
    }
}

/// <summary>The default display set, if there is one, and whether objects of the type have no properties but their own.</summary>
internal sealed record TypeShape(Collection<string>? DefaultNames, bool HasOwnOnly);
