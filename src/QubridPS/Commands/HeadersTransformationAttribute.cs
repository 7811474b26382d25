using System.Collections;
using System.Collections.Specialized;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>
/// Converts an object such as ConvertFrom-Json returns to a dictionary of headers. The error of another value does not contain it, unlike that of
/// the conversion by PowerShell, because it can be a secret.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HeadersTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSObjectReader.Unwrap(inputData) switch
    {
        IDictionary dictionary => dictionary,
        PSObject { BaseObject: PSCustomObject } custom => ToDictionary(custom),
        null => inputData,
        var value => throw new ArgumentTransformationMetadataException(
            $"The value must be a dictionary of headers, such as @{{ 'X-Gateway-Key' = $key }}. It is an object of type {ErrorText.GetTypeName(value)}."),
    };

    private static OrderedDictionary ToDictionary(PSObject custom)
    {
        var dictionary = new OrderedDictionary();
        foreach (var property in custom.Properties)
        {
            dictionary[property.Name] = PSObjectReader.Read(property);
        }

        return dictionary;
    }
}
