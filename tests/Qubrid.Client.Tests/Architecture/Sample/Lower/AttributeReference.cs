using System.ComponentModel;
using Qubrid.Client.Tests.Architecture.Sample.Upper;

namespace Qubrid.Client.Tests.Architecture.Sample.Lower;

/// <summary>References a higher layer in an argument of an attribute.</summary>
[TypeConverter(typeof(UpperClass))]
internal static class AttributeReference
{
    internal static string Name => "";
}
