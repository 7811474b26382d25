using System.Linq.Expressions;
using System.Reflection;

namespace QubridPS.Conversion;

/// <summary>
/// Steps through the properties that an object has by itself, not by its type. The engine's public list merges both anew for each
/// object and costs most of a conversion, and a foreach over its own list copies that; where the engine has no such list, there is
/// none here and the public one serves.
/// </summary>
internal struct OwnMembers
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>? s_list;
    private static readonly Func<object, int>? s_visible;
    private static readonly Func<object, int, PSMemberInfo>? s_item;
    private static readonly Func<PSMemberInfo, bool>? s_isHidden;

    private readonly object _list;
    private int _left;
    private int _place;

    static OwnMembers()
    {
        var list = typeof(PSObject).GetProperty("InstanceMembers", Hidden)?.GetMethod;
        var visible = list?.ReturnType.GetProperty("VisibleCount", Hidden)?.GetMethod;
        var item = list?.ReturnType.GetMethod("get_Item", Hidden, binder: null, [typeof(int)], modifiers: null);
        var isHidden = typeof(PSMemberInfo).GetProperty("IsHidden", Hidden)?.GetMethod;
        if (list is null || !typeof(PSMemberInfoCollection<PSMemberInfo>).IsAssignableFrom(list.ReturnType)
            || visible?.ReturnType != typeof(int) || item?.ReturnType != typeof(PSMemberInfo) || isHidden?.ReturnType != typeof(bool))
        {
            return;
        }

        var some = Expression.Parameter(typeof(object));
        var place = Expression.Parameter(typeof(int));
        s_visible = Expression.Lambda<Func<object, int>>(Expression.Call(Expression.Convert(some, list.ReturnType), visible), some).Compile();
        s_item = Expression.Lambda<Func<object, int, PSMemberInfo>>(Expression.Call(Expression.Convert(some, list.ReturnType), item, place), some, place).Compile();
        s_isHidden = (Func<PSMemberInfo, bool>)Delegate.CreateDelegate(typeof(Func<PSMemberInfo, bool>), isHidden);
        s_list = (Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>)Delegate.CreateDelegate(typeof(Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>), list);
    }

    internal OwnMembers(PSObject source)
    {
        _list = s_list!(source);
        _left = s_visible!(_list);
    }

    internal static bool AreKnown => s_list is not null;

    internal PSPropertyInfo Current { get; private set; } = null!;

    /// <summary>Whether a member was met that is no property.</summary>
    internal bool MetOther { get; private set; }

    /// <summary>Whether the object itself, not its type, says what is shown of it. Where that cannot be told, it may.</summary>
    internal static bool MayHaveStandardMembers(PSObject source) => s_list is null || s_list(source)["PSStandardMembers"] is not null;

    internal static List<string> Names(PSObject source)
    {
        var names = new List<string>();
        for (var members = new OwnMembers(source); members.MoveNext();)
        {
            names.Add(members.Current.Name);
        }

        return names;
    }

    // Ends with the last that shows: once others read the object, five hidden ones of the engine follow, each slow to come from memory.
    internal bool MoveNext()
    {
        while (_left > 0)
        {
            var member = s_item!(_list, _place++);
            if (s_isHidden!(member))
            {
                continue;
            }

            _left--;
            if (member is PSPropertyInfo property)
            {
                Current = property;
                return true;
            }

            MetOther = true;
        }

        return false;
    }
}
