using System.Collections;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Input;

namespace QubridPS;

/// <summary>Converts the argument of -Message to messages: ChatMessage objects (also deserialized), hashtables or objects with the JSON fields of a message, and objects with such messages.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MessageTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PSObjectReader.Unwrap(inputData);
        if (value is null)
        {
            return null!; // the validation attributes of the parameter decide whether null is allowed
        }

        try
        {
            return Read(value).ToArray();
        }
        catch (QubridInputException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message, error);
        }
    }

    // Windows PowerShell returns the list of a JSON file as one object, so that lists can be nested.
    private static IEnumerable<ChatMessage> Read(object? value) => value switch
    {
        IEnumerable items and not IDictionary and not string => items.Cast<object?>().SelectMany(item => Read(PSObjectReader.Unwrap(item))),
        not null when MessageReader.TryReadContainer(PSObject.AsPSObject(value)) is { } messages => messages,
        _ => [MessageReader.Read(value)],
    };
}
