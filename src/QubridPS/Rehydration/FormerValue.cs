using System.Collections;
using System.Globalization;
using System.Reflection;
using Qubrid.Client;
using QubridPS.Input;

namespace QubridPS.Rehydration;

/// <summary>A property's value as it was before it was serialised. Objects of our types within are live already.</summary>
internal static class FormerValue
{
    internal static object? Read(object value, PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(object) ? (property.Name == nameof(ChatCompletion.Data) ? FormerData.Read(value) : value)
            : type == typeof(DateTimeOffset) ? ReadTime(value)
            : type == typeof(IReadOnlyDictionary<string, object?>) ? FormerData.ReadFields((IDictionary)value)
            : type.IsArray ? ReadArray(value, type.GetElementType()!)
            : ReadOne(value, type);
    }

    private static object? ReadOne(object? value, Type type) => LanguagePrimitives.ConvertTo(PropertyValue.Unwrap(value), type, CultureInfo.InvariantCulture);

    private static Array ReadArray(object value, Type elementType)
    {
        var elements = value is IEnumerable and not string ? ((IEnumerable)value).Cast<object?>().ToList() : [value];
        var array = Array.CreateInstance(elementType, elements.Count);
        for (var place = 0; place < elements.Count; place++)
        {
            array.SetValue(ReadOne(elements[place], elementType), place);
        }

        return array;
    }

    // The engine serialises no DateTimeOffset as such, but its properties.
    private static object ReadTime(object value)
    {
        var source = PSObject.AsPSObject(value);
        return value is DateTimeOffset ? value
            : PropertyValue.Of(source, nameof(DateTimeOffset.UtcTicks)) is long ticks && PropertyValue.Of(source, nameof(DateTimeOffset.Offset)) is TimeSpan offset
                ? new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(offset)
                : DateTimeOffset.Parse(source.ToString(), CultureInfo.InvariantCulture);
    }
}
