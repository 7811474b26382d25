namespace Qubrid.Client.Tests.Conformance;

/// <summary>Represents the bytes of an event stream (one char per byte) and the expected data of its events.</summary>
internal sealed record SseCase(string Name, string Bytes, params string[] Data)
{
    public override string ToString() => Name;
}
