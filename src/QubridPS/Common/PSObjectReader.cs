using System.Collections;
using System.Management.Automation.Internal;

namespace QubridPS.Common;

/// <summary>Reads properties and types of input objects, live or deserialized.</summary>
internal static class PSObjectReader
{
    /// <summary>The prefix of the type names of deserialized objects.</summary>
    internal const string DeserializedPrefix = "Deserialized.";

    /// <summary>Returns the value of a property or dictionary entry, or null if it does not exist or its getter throws. Ignores case.</summary>
    internal static object? GetValue(PSObject source, string name)
    {
        if (source.BaseObject is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                if (string.Equals(entry.Key?.ToString(), name, StringComparison.OrdinalIgnoreCase))
                {
                    return Unwrap(entry.Value);
                }
            }

            return null;
        }

        return source.Properties[name] is { } property ? Read(property) : null;
    }

    /// <summary>Returns the value of a property as culture-independent text, or null.</summary>
    internal static string? GetString(PSObject source, string name) => InvariantText.From(GetValue(source, name));

    /// <summary>Returns the value of a property, or null if its getter throws.</summary>
    internal static object? Read(PSPropertyInfo property)
    {
        try
        {
            var value = property.Value;
            return ReferenceEquals(value, AutomationNull.Value) ? null : Unwrap(value); // a script property without output
        }
        catch (Exception error) when (error is GetValueException or GetValueInvocationException or RuntimeException or ExtendedTypeSystemException)
        {
            return null;
        }
    }

    /// <summary>
    /// Returns the object that a PSObject wraps. A custom object and a deserialized enumeration value are returned as they are, because
    /// their properties and name belong to the PSObject.
    /// </summary>
    internal static object? Unwrap(object? value) =>
        value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject && !IsDeserializedEnum(wrapped) ? wrapped.BaseObject : value;

    /// <summary>Returns whether an object is a deserialized enumeration value: a number whose name is known to the PSObject only.</summary>
    internal static bool IsDeserializedEnum(PSObject source) =>
        Type.GetTypeCode(source.BaseObject.GetType()) is >= TypeCode.SByte and <= TypeCode.UInt64
        && source.TypeNames.Contains(DeserializedPrefix + "System.Enum");

    /// <summary>Returns whether an object is an instance of the type, or was one before it was serialized.</summary>
    internal static bool IsTypeOrDeserialized(PSObject source, Type type) => IsTypeOrDeserialized(source, type.FullName!);

    /// <summary>Returns whether an object is an instance of the type with this full name, or was one before it was serialized.</summary>
    internal static bool IsTypeOrDeserialized(PSObject source, string name)
    {
        var names = source.TypeNames;
        for (var index = 0; index < names.Count; index++) // without the allocation of an enumerator
        {
            var candidate = names[index];
            var prefixLength = candidate.Length - name.Length;
            if ((prefixLength == 0 || (prefixLength == DeserializedPrefix.Length && candidate.StartsWith(DeserializedPrefix, StringComparison.Ordinal)))
                && candidate.EndsWith(name, StringComparison.Ordinal))
            {
                return !IsFromCsv(source);
            }
        }

        return false;
    }

    // The line #TYPE of a CSV file can contain the name of any type. Import-Csv adds it a second time with this prefix.
    private static bool IsFromCsv(PSObject source) => source.TypeNames.Any(name => name.StartsWith("CSV:", StringComparison.OrdinalIgnoreCase));
}
