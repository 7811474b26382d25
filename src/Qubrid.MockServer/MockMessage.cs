namespace Qubrid.Mock;

/// <summary>Represents a message of a request that the mock server received.</summary>
public sealed class MockMessage
{
    /// <summary>Gets the role, for example "user".</summary>
    public string Role { get; init; } = "";

    /// <summary>Gets the text. The text parts of a message with several parts are joined by line feeds.</summary>
    public string? Content { get; init; }

    /// <summary>Gets the URLs of the images.</summary>
    public string[] Images { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Role}: {Content}";
}
