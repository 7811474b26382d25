using System.Collections;
using System.Globalization;
using System.Reflection;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Deserialization;

/// <summary>Restores the value of a property after deserialization.</summary>
internal static class DeserializedProperty
{
    /// <summary>Returns the value as an instance of the property type. Nested objects of the module have been restored before.</summary>
    internal static object? Restore(object value, PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(object) ? (property.Name == nameof(ChatCompletion.Data) ? DeserializedData.Restore(value) : value)
            : type == typeof(DateTimeOffset) ? ConvertTime(value)
            : type == typeof(IReadOnlyDictionary<string, object?>) ? DeserializedData.RestoreFields((IDictionary)value)
            : type == typeof(IReadOnlyDictionary<string, int>) ? DeserializedData.RestoreCounts((IDictionary)value)
            : type.IsArray ? ConvertArray(value, type.GetElementType()!)
            : Convert(value, type);
    }

    private static object? Convert(object? value, Type type) => LanguagePrimitives.ConvertTo(PSObjectReader.Unwrap(value), type, CultureInfo.InvariantCulture);

    private static Array ConvertArray(object value, Type elementType)
    {
        var elements = value is IEnumerable and not string ? ((IEnumerable)value).Cast<object?>().ToList() : [value];
        var array = Array.CreateInstance(elementType, elements.Count);
        for (var index = 0; index < elements.Count; index++)
        {
            array.SetValue(Convert(elements[index], elementType), index);
        }

        return array;
    }

    // PowerShell serializes a DateTimeOffset as its properties.
    private static object ConvertTime(object value)
    {
        var source = PSObject.AsPSObject(value);
        return value is DateTimeOffset ? value
            : PSObjectReader.GetValue(source, nameof(DateTimeOffset.UtcTicks)) is long ticks && PSObjectReader.GetValue(source, nameof(DateTimeOffset.Offset)) is TimeSpan offset
                ? new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(offset)
                : DateTimeOffset.Parse(source.ToString(), CultureInfo.InvariantCulture);
    }
}
