using Qubrid.Client.Tests.Architecture.Sample.Lower;

namespace Qubrid.Client.Tests.Architecture.Sample.Upper;

/// <summary>Is referenced by the lower layer, and references it.</summary>
internal class UpperClass
{
    internal static UpperEnum Kind => UpperEnum.Second;

    internal FieldReference? Lower { get; init; }
}
