using System.Globalization;
using QubridPS.Common;

namespace QubridPS;

/// <summary>Converts a number argument to a TimeSpan of that many seconds. PowerShell would convert a number to ticks and a numeric text to days.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    private const double MaxSeconds = 1e9;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PSObjectReader.Unwrap(inputData);
        return value is not null and not TimeSpan && LanguagePrimitives.TryConvertTo<double>(value, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Abs(seconds) <= MaxSeconds ? TimeSpan.FromSeconds(seconds) : throw new ArgumentTransformationMetadataException(FormattableString.Invariant($"The value {seconds} exceeds the maximum of {MaxSeconds:0} seconds."))
            : inputData!;
    }
}
