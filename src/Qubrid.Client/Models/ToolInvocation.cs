namespace Qubrid.Client;

/// <summary>Represents a tool call that was executed: the model's arguments and the result.</summary>
public sealed class ToolInvocation
{
    /// <summary>Gets the round of the tool loop, 1 or greater. The calls of one message have the same round.</summary>
    public int Round { get; init; }

    /// <summary>Gets the name of the tool.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets the arguments as JSON, as the model generated them.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>Gets the result that was sent to the model.</summary>
    public string Result { get; init; } = "";

    /// <summary>Gets whether the call failed, was declined, or was not possible.</summary>
    public bool IsError { get; init; }

    /// <summary>Gets the duration of the call.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Returns the call as text, such as "Get-Date({})".</summary>
    public override string ToString() => $"{Name}({Arguments})";
}
