using System.Collections.Frozen;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>Contains raw responses of gateways and model servers, and variations of them, with one file per rule.</summary>
internal static partial class GatewayResponses
{
    private static readonly FrozenDictionary<string, GatewayResponse> s_all = ((GatewayResponse[])
    [
        .. EmptyValues(), .. ToolCalls(), .. Messages(), .. Endings(), .. Labels(), .. Noise(), .. UsagePlaces(),
        .. Errors(), .. ErrorChunks(), .. ErrorStatuses(), .. NestedErrors(), .. NoErrors(),
        .. Deltas(), .. ReasoningFields(), .. ToolCallFragments(), .. UsageNumbers(), .. UnknownFields(), .. Framing(), .. Texts(), .. StreamEnds(),
        .. StreamErrors(), .. UnexpectedTypes(),
    ]).ToFrozenDictionary(response => response.Name);

    public static TheoryData<string> Names { get; } = [.. s_all.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Gets the responses that can be split at every byte in a short time.</summary>
    public static TheoryData<string> SmallNames { get; } = [.. s_all.Keys.Where(name => name != LargeEvent).Order(StringComparer.Ordinal)];

    internal static GatewayResponse Find(string name) => s_all[name];
}
