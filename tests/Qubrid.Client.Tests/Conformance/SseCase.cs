namespace Qubrid.Client.Tests.Conformance;

/// <summary>Bytes of an event stream (one char a byte), and the data of the events that have to come of them.</summary>
internal sealed record SseCase(string Name, string Bytes, params string[] Data)
{
    public override string ToString() => Name;
}
