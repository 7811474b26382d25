using Qubrid.Client.Tests.Architecture.Sample.Upper;

namespace Qubrid.Client.Tests.Architecture.Sample.Lower;

/// <summary>References a higher layer in a property.</summary>
internal sealed class FieldReference
{
    internal UpperClass? Upper { get; init; }
}
