namespace QubridPS;

/// <summary>Accepts a deserialized connection for -Connection, so that the cmdlet can report why it cannot be used.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string s_typeName = "Deserialized." + typeof(QubridConnection).FullName;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject bag && bag.TypeNames.Contains(s_typeName) ? QubridConnection.CreateWithoutKey() : inputData;
}
