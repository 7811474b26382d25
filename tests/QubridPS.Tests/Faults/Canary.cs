using System.Collections;
using System.Reflection;

namespace QubridPS.Tests.Faults;

/// <summary>Looks for a text in all that can be reached from an object: by PowerShell's properties, by .NET's, and in collections.</summary>
internal sealed class Canary(string key)
{
    // Doors into the whole process: what lies behind them is not the object's.
    private static readonly Type[] s_doors =
        [typeof(MemberInfo), typeof(Assembly), typeof(Module), typeof(Delegate), typeof(Task), typeof(CommandInfo), typeof(PSModuleInfo), typeof(ScriptBlock), typeof(Pointer)];

    // Some properties make a new object each time that they are read, DateTime.Date for one: no guard against cycles sees these.
    private const int Deepest = 12;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _found = [];

    /// <summary>How many objects were looked at.</summary>
    internal int Looked => _seen.Count;

    /// <summary>Where the key stands.</summary>
    internal IReadOnlyList<string> Found => _found;

    internal void Look(object? value, string path, int depth = 0)
    {
        var isWrapped = value is PSObject;
        var inner = value is PSObject wrapper ? wrapper.BaseObject : value;
        if (inner is null || Array.Exists(s_doors, door => door.IsInstanceOfType(inner)))
        {
            return;
        }

        Check(inner.ToString(), path);
        if (inner is string || inner.GetType().IsPrimitive || inner is DateTime or DateTimeOffset or TimeSpan or Enum || depth == Deepest || !_seen.Add(inner))
        {
            return;
        }

        if (inner is IEnumerable many)
        {
            foreach (var (element, place) in many.Cast<object?>().Take(1000).Select((element, place) => (element, place)))
            {
                Look(element, $"{path}[{place}]", depth + 1);
            }
        }

        LookAtProperties(value!, inner, path, isWrapped, depth + 1);
    }

    private void LookAtProperties(object value, object inner, string path, bool isWrapped, int depth)
    {
        foreach (var property in inner.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(found => found.GetIndexParameters().Length == 0))
        {
            Look(Try(() => property.GetValue(inner)), $"{path}.{property.Name}", depth);
        }

        foreach (var property in isWrapped ? ((PSObject)value).Properties.OfType<PSPropertyInfo>() : [])
        {
            Look(Try(() => property.Value), $"{path}.{property.Name}", depth);
        }
    }

    private void Check(string? text, string path)
    {
        if (text?.Contains(key, StringComparison.Ordinal) == true)
        {
            _found.Add(path);
        }
    }

    private static object? Try(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is TargetInvocationException or GetValueException or NotSupportedException or InvalidOperationException)
        {
            return null; // a getter that throws tells nothing
        }
    }
}
