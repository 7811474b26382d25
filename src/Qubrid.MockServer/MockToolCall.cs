namespace Qubrid.Mock;

/// <summary>A call that the server asks for in its answer.</summary>
public sealed class MockToolCall
{
    /// <summary>The tool.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its arguments as JSON text.</summary>
    public string Arguments { get; init; } = "{}";
}
