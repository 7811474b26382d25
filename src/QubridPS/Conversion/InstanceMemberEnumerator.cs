using System.Linq.Expressions;
using System.Reflection;

namespace QubridPS.Conversion;

/// <summary>
/// Enumerates the instance members of a PSObject through non-public members of PowerShell. <see cref="PSObject.Properties"/> merges
/// instance and type members for each object and would take most of the time of a conversion. If the PowerShell version does not have
/// these members, <see cref="IsSupported"/> is false and the public collection must be used.
/// </summary>
internal struct InstanceMemberEnumerator
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>? s_getMembers;
    private static readonly Func<object, int>? s_getVisibleCount;
    private static readonly Func<object, int, PSMemberInfo>? s_getItem;
    private static readonly Func<PSMemberInfo, bool>? s_isHidden;

    private readonly object _members;
    private int _remaining;
    private int _index;

    static InstanceMemberEnumerator()
    {
        var getMembers = typeof(PSObject).GetProperty("InstanceMembers", Hidden)?.GetMethod;
        var getVisibleCount = getMembers?.ReturnType.GetProperty("VisibleCount", Hidden)?.GetMethod;
        var getItem = getMembers?.ReturnType.GetMethod("get_Item", Hidden, binder: null, [typeof(int)], modifiers: null);
        var isHidden = typeof(PSMemberInfo).GetProperty("IsHidden", Hidden)?.GetMethod;
        if (getMembers is null || !typeof(PSMemberInfoCollection<PSMemberInfo>).IsAssignableFrom(getMembers.ReturnType)
            || getVisibleCount?.ReturnType != typeof(int) || getItem?.ReturnType != typeof(PSMemberInfo) || isHidden?.ReturnType != typeof(bool))
        {
            return;
        }

        var target = Expression.Parameter(typeof(object));
        var index = Expression.Parameter(typeof(int));
        s_getVisibleCount = Expression.Lambda<Func<object, int>>(Expression.Call(Expression.Convert(target, getMembers.ReturnType), getVisibleCount), target).Compile();
        s_getItem = Expression.Lambda<Func<object, int, PSMemberInfo>>(Expression.Call(Expression.Convert(target, getMembers.ReturnType), getItem, index), target, index).Compile();
        s_isHidden = (Func<PSMemberInfo, bool>)Delegate.CreateDelegate(typeof(Func<PSMemberInfo, bool>), isHidden);
        s_getMembers = (Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>)Delegate.CreateDelegate(typeof(Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>), getMembers);
    }

    internal InstanceMemberEnumerator(PSObject source)
    {
        _members = s_getMembers!(source);
        _remaining = s_getVisibleCount!(_members);
    }

    /// <summary>Gets whether this version of PowerShell has the required members.</summary>
    internal static bool IsSupported => s_getMembers is not null;

    /// <summary>Gets the current property.</summary>
    internal PSPropertyInfo Current { get; private set; } = null!;

    /// <summary>Gets whether a member that is not a property was skipped.</summary>
    internal bool SawNonProperty { get; private set; }

    /// <summary>Returns whether the object itself, and not its type, defines which properties are displayed. Returns true if that is unknown.</summary>
    internal static bool MayHaveStandardMembers(PSObject source) => s_getMembers is null || s_getMembers(source)["PSStandardMembers"] is not null;

    /// <summary>Returns the names of the instance properties.</summary>
    internal static List<string> GetNames(PSObject source)
    {
        var names = new List<string>();
        for (var members = new InstanceMemberEnumerator(source); members.MoveNext();)
        {
            names.Add(members.Current.Name);
        }

        return names;
    }

    /// <summary>Advances to the next visible property; returns false after the last.</summary>
    internal bool MoveNext()
    {
        // Stop after the last visible member: hidden members that PowerShell adds follow, and reading them takes time.
        while (_remaining > 0)
        {
            var member = s_getItem!(_members, _index++);
            if (s_isHidden!(member))
            {
                continue;
            }

            _remaining--;
            if (member is PSPropertyInfo property)
            {
                Current = property;
                return true;
            }

            SawNonProperty = true;
        }

        return false;
    }
}
