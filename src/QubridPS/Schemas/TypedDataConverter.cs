using System.Collections;
using System.Globalization;
using System.Reflection;

namespace QubridPS.Schemas;

/// <summary>Converts data to an instance of a type: a PowerShell class, a .NET class, a list of these, or a simple value.</summary>
internal static class TypedDataConverter
{
    /// <summary>Converts the data.</summary>
    /// <exception cref="PSInvalidCastException">The data cannot be converted to the type.</exception>
    internal static object? Convert(object? data, Type type)
    {
        if (data is null)
        {
            return null;
        }

        if (data is object?[] elements && TypeSchemaGenerator.GetElementType(type) is { } element)
        {
            return ToList(elements, type, element);
        }

        if (data is PSObject custom && type == typeof(Hashtable))
        {
            return new Hashtable(custom.Properties.ToDictionary(field => field.Name, field => field.Value));
        }

        return (data is PSObject or IDictionary) && TypeSchemaGenerator.IsComplexType(type)
            ? ToInstance(data, type)
            : LanguagePrimitives.ConvertTo(data, type, CultureInfo.InvariantCulture);
    }

    private static object? ToList(object?[] elements, Type type, Type element)
    {
        var typed = Array.CreateInstance(element, elements.Length);
        for (var index = 0; index < elements.Length; index++)
        {
            typed.SetValue(Convert(elements[index], element), index);
        }

        return type.IsInstanceOfType(typed) ? typed : LanguagePrimitives.ConvertTo(typed, type, CultureInfo.InvariantCulture);
    }

    private static object ToInstance(object data, Type type)
    {
        var instance = LanguagePrimitives.ConvertTo(new Hashtable(), type, CultureInfo.InvariantCulture);
        foreach (var property in TypeSchemaGenerator.GetProperties(type))
        {
            if (JsonToPSObject.GetField(data, property.Name) is { } value)
            {
                SetProperty(property, instance, Convert(value, property.PropertyType));
            }
        }

        return instance;
    }

    private static void SetProperty(PropertyInfo property, object instance, object? value)
    {
        try
        {
            property.SetValue(instance, value);
        }
        catch (TargetInvocationException cause)
        {
            throw new PSInvalidCastException(cause.InnerException!.Message, cause.InnerException);
        }
    }
}
