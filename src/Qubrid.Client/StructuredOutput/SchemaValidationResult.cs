using System.Text.Json;

namespace Qubrid.Client;

/// <summary>What came of looking for a schema's value in an answer: the value, or where and why it does not fit.</summary>
public sealed class SchemaValidationResult
{
    /// <summary>The value; null where there is none that fits.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Where the fault is, from the root <c>$</c>.</summary>
    public string Path { get; init; } = "$";

    /// <summary>What is wrong there; null where nothing is.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Reason is null ? "fits" : $"{Path}: {Reason}";
}
