using QubridPS.Common;

namespace QubridPS;

/// <summary>Converts a DateTimeOffset argument, such as the time of a journal entry, to a DateTime, which PowerShell does not.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateTimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PSObjectReader.Unwrap(inputData) is DateTimeOffset time ? time.UtcDateTime : inputData;
}
