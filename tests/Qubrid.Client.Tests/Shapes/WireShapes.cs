using System.Collections.Frozen;

namespace Qubrid.Client.Tests.Shapes;

/// <summary>The table of all the ways in which a server may answer.</summary>
internal static partial class WireShapes
{
    private static readonly FrozenDictionary<string, WireShape> s_all = ((WireShape[])
    [
        .. Deltas(), .. Thoughts(), .. Tools(), .. Figures(), .. Unknowns(), .. Framing(), .. Texts(), .. Endings(), .. Errors(), .. Mismatches(),
    ]).ToFrozenDictionary(shape => shape.Name);

    public static TheoryData<string> Names { get; } = [.. s_all.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Those that a server can send byte by byte in a short time.</summary>
    public static TheoryData<string> SmallNames { get; } = [.. s_all.Keys.Where(name => name != Big).Order(StringComparer.Ordinal)];

    internal static WireShape Find(string name) => s_all[name];
}
