using Qubrid.Client.Tests.Architecture.Sample.Upper;

namespace Qubrid.Client.Tests.Architecture.Sample.Lower;

/// <summary>References a higher layer only as a type argument in a method body.</summary>
internal static class GenericReference
{
    internal static int Count() => Array.Empty<UpperClass>().Length;
}
