using Qubrid.Client.Tests.Architecture.Sample.Upper;

namespace Qubrid.Client.Tests.Architecture.Sample.Lower;

/// <summary>References a higher layer by its base type.</summary>
internal sealed class BaseReference : UpperClass
{
    public override string ToString() => "";
}
