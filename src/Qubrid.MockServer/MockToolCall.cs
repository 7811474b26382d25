namespace Qubrid.Mock;

/// <summary>Represents a tool call in a reply of the mock server.</summary>
public sealed class MockToolCall
{
    /// <summary>Gets the name of the tool.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets the arguments as a JSON object. The default is an empty object.</summary>
    public string Arguments { get; init; } = "{}";
}
