using System.Globalization;

namespace QubridPS;

/// <summary>Lets a number be a time span of that many seconds; to the engine it would be ticks, or with a text days.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    private const double MaxSeconds = 1e9;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is not null and not TimeSpan && LanguagePrimitives.TryConvertTo<double>(value, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Abs(seconds) <= MaxSeconds ? TimeSpan.FromSeconds(seconds) : throw new ArgumentTransformationMetadataException($"{seconds} seconds are too many.")
            : inputData!;
    }
}
