using System.Runtime.InteropServices;

namespace Qubrid.Client.Recognition;

/// <summary>A part of a text that a recognizer found.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextMatch(int Start, int Length)
{
    internal int End => Start + Length;
}
