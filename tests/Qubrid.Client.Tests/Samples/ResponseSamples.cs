using System.Collections.Frozen;

namespace Qubrid.Client.Tests.Samples;

/// <summary>Contains the valid and invalid responses of a server.</summary>
internal static partial class ResponseSamples
{
    private static readonly FrozenDictionary<string, ResponseSample> s_all = ((ResponseSample[])
    [
        .. DeltaSamples(), .. ReasoningSamples(), .. ToolCallSamples(), .. UsageSamples(), .. UnknownFieldSamples(), .. FramingSamples(), .. TextSamples(), .. EndingSamples(), .. ErrorSamples(), .. MismatchSamples(),
    ]).ToFrozenDictionary(sample => sample.Name);

    public static TheoryData<string> Names { get; } = [.. s_all.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Gets the samples that can be sent byte by byte in a short time.</summary>
    public static TheoryData<string> SmallNames { get; } = [.. s_all.Keys.Where(name => name != LargeBody).Order(StringComparer.Ordinal)];

    internal static ResponseSample Find(string name) => s_all[name];
}
