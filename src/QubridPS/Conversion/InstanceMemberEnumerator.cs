using System.Linq.Expressions;
using System.Reflection;

namespace QubridPS.Conversion;

/// <summary>
/// Steps through the properties that an object has by itself, not by its type. The engine's public list merges both anew for each
/// object and costs most of a conversion, and a foreach over its own list copies that; where the engine has no such list, there is
/// none here and the public one serves.
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

    internal static bool IsSupported => s_getMembers is not null;

    internal PSPropertyInfo Current { get; private set; } = null!;

    /// <summary>Whether a member was met that is no property.</summary>
    internal bool SawNonProperty { get; private set; }

    /// <summary>Whether the object itself, not its type, says what is shown of it. Where that cannot be told, it may.</summary>
    internal static bool MayHaveStandardMembers(PSObject source) => s_getMembers is null || s_getMembers(source)["PSStandardMembers"] is not null;

    internal static List<string> GetNames(PSObject source)
    {
        var names = new List<string>();
        for (var members = new InstanceMemberEnumerator(source); members.MoveNext();)
        {
            names.Add(members.Current.Name);
        }

        return names;
    }

    // Ends with the last that shows: once others read the object, five hidden ones of the engine follow, each slow to come from memory.
    internal bool MoveNext()
    {
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
