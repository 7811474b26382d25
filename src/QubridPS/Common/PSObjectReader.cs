using System.Collections;

namespace QubridPS.Common;

/// <summary>Reads a property of whatever was piped; one that throws is null.</summary>
internal static class PSObjectReader
{
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

    internal static string? GetString(PSObject source, string name) => InvariantText.From(GetValue(source, name));

    internal static object? Read(PSPropertyInfo property)
    {
        try
        {
            return Unwrap(property.Value);
        }
        catch (Exception error) when (error is GetValueException or GetValueInvocationException or RuntimeException or ExtendedTypeSystemException)
        {
            return null;
        }
    }

    // A custom object has no base object of its own: its properties live on the wrapper.
    internal static object? Unwrap(object? value) =>
        value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject && !IsDeserializedEnum(wrapped) ? wrapped.BaseObject : value;

    /// <summary>An enum that was remoted is a number; its name lives on the wrapper.</summary>
    internal static bool IsDeserializedEnum(PSObject source) =>
        Type.GetTypeCode(source.BaseObject.GetType()) is >= TypeCode.SByte and <= TypeCode.UInt64
        && source.TypeNames.Contains("Deserialized.System.Enum");
}
