using System.Globalization;

namespace Qubrid.Client;

/// <summary>Tokens counted by the service (wire: <c>usage</c>). What the service does not say is null.</summary>
public sealed class Usage
{
    /// <summary>Tokens of the request (wire: <c>prompt_tokens</c>).</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Tokens of the answer (wire: <c>completion_tokens</c>).</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>Both (wire: <c>total_tokens</c>).</summary>
    public long? TotalTokens { get; init; }

    /// <summary>Fields of the wire that have no property here, by their wire name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = WireFields.None;

    /// <summary>The sum; what one side does not say, the other one does.</summary>
    public Usage Plus(Usage? other) => other is null ? this : new()
    {
        PromptTokens = Sum(PromptTokens, other.PromptTokens),
        CompletionTokens = Sum(CompletionTokens, other.CompletionTokens),
        TotalTokens = Sum(TotalTokens, other.TotalTokens),
        AdditionalProperties = other.AdditionalProperties,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Figure(PromptTokens)} + {Figure(CompletionTokens)} tokens";

    private static long? Sum(long? one, long? other) => one is null ? other : other is null ? one : one + other;

    private static string Figure(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
