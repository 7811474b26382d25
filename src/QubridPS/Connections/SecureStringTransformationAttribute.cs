using QubridPS.Common;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>Converts a string argument to a SecureString.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecureStringTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PSObjectReader.Unwrap(inputData) is string text ? EnvironmentSettings.ToSecureString(text) : inputData;
}
