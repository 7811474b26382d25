using System.Collections.Frozen;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>Contains raw responses of gateways and model servers, and variations of them, with one file per rule.</summary>
internal static partial class GatewayResponses
{
    private static readonly FrozenDictionary<string, GatewayResponse> s_all = ((GatewayResponse[])
    [
        .. EmptyValues(), .. ToolCalls(), .. Messages(), .. Endings(), .. Labels(), .. Noise(), .. UsagePlaces(),
        .. Errors(), .. ErrorChunks(), .. ErrorStatuses(), .. NestedErrors(), .. NoErrors(),
    ]).ToFrozenDictionary(response => response.Name);

    public static TheoryData<string> Names { get; } = [.. s_all.Keys.Order(StringComparer.Ordinal)];

    internal static GatewayResponse Find(string name) => s_all[name];
}
