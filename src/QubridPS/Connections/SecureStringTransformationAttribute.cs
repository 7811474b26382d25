using QubridPS.Connections;

namespace QubridPS;

/// <summary>Lets a plain string stand where a SecureString is asked for.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecureStringTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? EnvironmentSettings.ToSecureString(text) : inputData;
}
