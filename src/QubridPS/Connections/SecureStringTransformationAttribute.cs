using QubridPS.Connections;

namespace QubridPS;

/// <summary>Converts a string argument to a SecureString.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecureStringTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? EnvironmentSettings.ToSecureString(text) : inputData;
}
