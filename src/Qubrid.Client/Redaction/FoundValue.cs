using System.Runtime.InteropServices;

namespace Qubrid.Client.Redaction;

/// <summary>A value in a text that is to be replaced.</summary>
/// <param name="Start">The position in the text.</param>
/// <param name="Length">The number of characters.</param>
/// <param name="Name">The name of the category or pattern.</param>
/// <param name="IsContextual">Whether the value may also occur where it is not recognized.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundValue(int Start, int Length, string Name, bool IsContextual)
{
    internal int End => Start + Length;
}
