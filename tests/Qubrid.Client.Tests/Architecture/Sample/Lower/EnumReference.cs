using Qubrid.Client.Tests.Architecture.Sample.Upper;

namespace Qubrid.Client.Tests.Architecture.Sample.Lower;

/// <summary>References an enumeration of a higher layer in a comparison.</summary>
internal static class EnumReference
{
    internal static bool IsSecond() => UpperClass.Kind == UpperEnum.Second;
}
