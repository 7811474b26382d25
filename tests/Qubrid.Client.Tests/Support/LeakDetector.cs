using System.Collections;
using System.Reflection;

namespace Qubrid.Client.Tests.Support;

/// <summary>Searches everything that can be reached from an object, private fields included, for the secrets of the connection.</summary>
internal sealed class LeakDetector
{
    private const int MaxDepth = 12;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _leaks = [];

    /// <summary>Returns a line for each text that contains a secret: its path, and the form of the secret.</summary>
    internal static IReadOnlyList<string> Find(params object?[] roots)
    {
        var detector = new LeakDetector();
        foreach (var root in roots)
        {
            detector.Walk(root, root?.GetType().Name ?? "", 0);
        }

        return detector._leaks;
    }

    internal static void AssertNoLeak(params object?[] roots) => Assert.Empty(Find(roots));

    private void Walk(object? value, string path, int depth)
    {
        switch (value)
        {
            case null:
                return;
            case string text:
                _leaks.AddRange(KeyForms.FindIn(text).Select(form => $"{path} ({form}): {text}"));
                return;
            case Uri uri:
                Walk(uri.OriginalString, path, depth);
                return;
        }

        if (depth > MaxDepth || value.GetType().IsPrimitive || value is Type or MemberInfo or Assembly or Delegate || !_seen.Add(value))
        {
            return;
        }

        if (value is Exception exception)
        {
            Walk(exception.ToString(), path + ".ToString()", depth);
            Walk(exception.Message, path + ".Message", depth);
        }

        if (value is IDictionary fields)
        {
            foreach (DictionaryEntry field in fields)
            {
                Walk(field.Key, $"{path} key", depth + 1);
                Walk(field.Value, $"{path}[{field.Key}]", depth + 1);
            }
        }
        else if (value is IEnumerable elements)
        {
            foreach (var element in elements)
            {
                Walk(element, path + "[]", depth + 1);
            }
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    Walk(field.GetValue(value), $"{path}.{field.Name}", depth + 1);
                }
            }
        }
    }
}
