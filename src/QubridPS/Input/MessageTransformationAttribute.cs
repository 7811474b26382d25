using System.Collections;
using QubridPS.Input;

namespace QubridPS;

/// <summary>Lets -Message take what the pipeline takes as messages: live, back from a job or a file, or written as hashtables.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MessageTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        if (value is null)
        {
            return null!; // whether that is allowed, the parameter says
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
