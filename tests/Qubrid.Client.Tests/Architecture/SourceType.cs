namespace Qubrid.Client.Tests.Architecture;

/// <summary>A type and the folder of its source file.</summary>
internal sealed record SourceType(string Folder, string Name)
{
    public override string ToString() => $"{Folder}/{Name}";
}
