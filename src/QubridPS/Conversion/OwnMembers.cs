using System.Reflection;

namespace QubridPS.Conversion;

/// <summary>
/// The properties that an object has by itself, not by its type. The engine's public list merges both anew for each object and costs
/// most of a conversion; where the engine has no such list, there is none here and the public one serves.
/// </summary>
internal static class OwnMembers
{
    private static readonly Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>? s_get = Find();

    internal static bool AreKnown => s_get is not null;

    /// <summary>Whether the object itself, not its type, says what is shown of it. Where that cannot be told, it may.</summary>
    internal static bool MayHaveStandardMembers(PSObject source) => s_get is null || s_get(source)["PSStandardMembers"] is not null;

    internal static IEnumerable<PSPropertyInfo> Of(PSObject source)
    {
        foreach (var member in s_get!(source))
        {
            // The engine hides a property of its own among them once the object was asked for its type names.
            if (member is PSPropertyInfo property and not PSCodeProperty { Name: "pstypenames" })
            {
                yield return property;
            }
        }
    }

    private static Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>? Find()
    {
        var getter = typeof(PSObject).GetProperty("InstanceMembers", BindingFlags.Instance | BindingFlags.NonPublic)?.GetMethod;
        return getter is not null && typeof(PSMemberInfoCollection<PSMemberInfo>).IsAssignableFrom(getter.ReturnType)
            ? (Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>)Delegate.CreateDelegate(typeof(Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>), getter)
            : null;
    }
}
