using System.Collections;
using System.Reflection;

namespace QubridPS.Tests.Faults;

/// <summary>Searches for a text in everything that is reachable from an object: PowerShell and .NET properties, and collections.</summary>
internal sealed class SecretLeakDetector(string key)
{
    // Types through which the whole process is reachable.
    private static readonly Type[] s_opaqueTypes =
        [typeof(MemberInfo), typeof(Assembly), typeof(Module), typeof(Delegate), typeof(Task), typeof(CommandInfo), typeof(PSModuleInfo), typeof(ScriptBlock), typeof(Pointer)];

    // Limits properties that return a new object each time, for example DateTime.Date, which cycle detection does not recognize.
    private const int MaxDepth = 12;

    private readonly HashSet<object> _visited = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _paths = [];

    /// <summary>Gets the number of objects visited.</summary>
    internal int ObjectsVisited => _visited.Count;

    /// <summary>Gets the paths at which the text was found.</summary>
    internal IReadOnlyList<string> Paths => _paths;

    internal void Inspect(object? value, string path, int depth = 0)
    {
        var isWrapped = value is PSObject;
        var unwrapped = value is PSObject wrapper ? wrapper.BaseObject : value;
        if (unwrapped is null || Array.Exists(s_opaqueTypes, opaqueType => opaqueType.IsInstanceOfType(unwrapped)))
        {
            return;
        }

        Check(unwrapped.ToString(), path);
        if (unwrapped is string || unwrapped.GetType().IsPrimitive || unwrapped is DateTime or DateTimeOffset or TimeSpan or Enum || depth == MaxDepth || !_visited.Add(unwrapped))
        {
            return;
        }

        if (unwrapped is IEnumerable items)
        {
            foreach (var (element, index) in items.Cast<object?>().Take(1000).Select((element, index) => (element, index)))
            {
                Inspect(element, $"{path}[{index}]", depth + 1);
            }
        }

        InspectProperties(value!, unwrapped, path, isWrapped, depth + 1);
    }

    private void InspectProperties(object value, object unwrapped, string path, bool isWrapped, int depth)
    {
        foreach (var property in unwrapped.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(propertyValue => propertyValue.GetIndexParameters().Length == 0))
        {
            Inspect(TryRead(() => property.GetValue(unwrapped)), $"{path}.{property.Name}", depth);
        }

        foreach (var property in isWrapped ? ((PSObject)value).Properties.OfType<PSPropertyInfo>() : [])
        {
            Inspect(TryRead(() => property.Value), $"{path}.{property.Name}", depth);
        }
    }

    private void Check(string? text, string path)
    {
        if (text?.Contains(key, StringComparison.Ordinal) == true)
        {
            _paths.Add(path);
        }
    }

    private static object? TryRead(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is TargetInvocationException or GetValueException or NotSupportedException or InvalidOperationException)
        {
            return null; // getters can throw
        }
    }
}
