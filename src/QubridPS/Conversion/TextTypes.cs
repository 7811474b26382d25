using System.Collections.Concurrent;

namespace QubridPS.Conversion;

/// <summary>
/// The types, by name, whose values are one text or one number, and that do not exist in every edition of PowerShell or come from
/// assemblies that the module does not reference.
/// </summary>
internal static class TextTypes
{
    private static readonly HashSet<string> s_texts = new(StringComparer.Ordinal)
    {
        "System.Index",
        "System.Range",
        "System.Text.Rune",
        "System.Net.IPNetwork",
        "System.Management.Automation.SemanticVersion",
        "System.Security.Principal.IdentityReference",
        "System.Net.Http.Headers.MediaTypeHeaderValue",
        "System.Net.Mime.ContentType",
    };

    private static readonly HashSet<string> s_numbers = new(StringComparer.Ordinal)
    {
        "System.Half",
        "System.Int128",
        "System.UInt128",
    };

    private static readonly ConcurrentDictionary<Type, bool> s_known = new();

    /// <summary>Returns whether the text of a value says all that is useful.</summary>
    internal static bool IsText(Type type) => s_known.GetOrAdd(type, IsTextOrDerived);

    /// <summary>Returns whether a value is a number of a type that .NET Standard 2.0 does not have.</summary>
    internal static bool IsNumber(Type type) => type.IsValueType && type.Namespace == "System" && s_numbers.Contains(type.FullName!);

    private static bool IsTextOrDerived(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.FullName is { } name && s_texts.Contains(name))
            {
                return true;
            }
        }

        return false;
    }
}
