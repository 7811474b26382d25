using QubridPS.Common;

namespace QubridPS;

/// <summary>Accepts a deserialized connection for -Connection, so that the cmdlet can report why it cannot be used.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject { BaseObject: not QubridConnection } source && PSObjectReader.IsTypeOrDeserialized(source, typeof(QubridConnection)) 
            ? QubridConnection.CreateWithoutKey(PSObjectReader.GetValue(source, nameof(QubridConnection.Redact)) is { } rules && LanguagePrimitives.IsTrue(rules))
            : inputData;
}
