namespace Qubrid.Client;

/// <summary>A tool that was called for an answer: what the model asked for, and what it was told.</summary>
public sealed class ToolInvocation
{
    /// <summary>In which exchange it was called, from 1.</summary>
    public int Round { get; init; }

    /// <summary>The tool that the model named.</summary>
    public string Name { get; init; } = "";

    /// <summary>The arguments as JSON text, as the model wrote them.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>The result as the model was told it.</summary>
    public string Result { get; init; } = "";

    /// <summary>Whether it failed, was declined, or could not be called at all.</summary>
    public bool IsError { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}({Arguments})";
}
