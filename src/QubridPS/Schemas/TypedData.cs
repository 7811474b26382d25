using System.Collections;
using System.Globalization;
using System.Reflection;

namespace QubridPS.Schemas;

/// <summary>Data as an instance of a type: a PowerShell class, a .NET class, a list of them, or a plain value.</summary>
internal static class TypedData
{
    internal static object? Convert(object? data, Type type)
    {
        if (data is null)
        {
            return null;
        }

        if (data is object?[] elements && TypeSchema.ElementOf(type) is { } element)
        {
            return ToList(elements, type, element);
        }

        if (data is PSObject custom && type == typeof(Hashtable))
        {
            return new Hashtable(custom.Properties.ToDictionary(field => field.Name, field => field.Value));
        }

        return (data is PSObject or IDictionary) && TypeSchema.IsClass(type)
            ? ToInstance(data, type)
            : LanguagePrimitives.ConvertTo(data, type, CultureInfo.InvariantCulture);
    }

    private static object? ToList(object?[] elements, Type type, Type element)
    {
        var typed = Array.CreateInstance(element, elements.Length);
        for (var place = 0; place < elements.Length; place++)
        {
            typed.SetValue(Convert(elements[place], element), place);
        }

        return type.IsInstanceOfType(typed) ? typed : LanguagePrimitives.ConvertTo(typed, type, CultureInfo.InvariantCulture);
    }

    private static object ToInstance(object data, Type type)
    {
        var instance = LanguagePrimitives.ConvertTo(new Hashtable(), type, CultureInfo.InvariantCulture);
        foreach (var property in TypeSchema.PropertiesOf(type))
        {
            if (DataReader.Field(data, property.Name) is { } value)
            {
                Set(property, instance, Convert(value, property.PropertyType));
            }
        }

        return instance;
    }

    private static void Set(PropertyInfo property, object instance, object? value)
    {
        try
        {
            property.SetValue(instance, value);
        }
        catch (TargetInvocationException refused)
        {
            throw new PSInvalidCastException(refused.InnerException!.Message, refused.InnerException);
        }
    }
}
