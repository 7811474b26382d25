namespace Qubrid.Mock;

/// <summary>One message of a request that the mock server got.</summary>
public sealed class MockMessage
{
    /// <summary>Who speaks.</summary>
    public string Role { get; init; } = "";

    /// <summary>The text; of a message in parts, its text parts joined.</summary>
    public string? Content { get; init; }

    /// <summary>The URLs of its images.</summary>
    public string[] Images { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Role}: {Content}";
}
