using System.Collections;
using QubridPS.Common;
using QubridPS.Input;

namespace QubridPS;

/// <summary>Converts the argument of -Message to messages: ChatMessage objects (also deserialized), and hashtables or objects with the JSON fields of a message.</summary>
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
            return value is IEnumerable items and not IDictionary and not string
                ? items.Cast<object?>().Select(MessageReader.Read).ToArray()
                : new[] { MessageReader.Read(value) };
        }
        catch (QubridInputException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message, error);
        }
    }
}
