using System.Globalization;
using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>Tokens counted by the service (wire: <c>usage</c>). What the service does not say is null.</summary>
public sealed class ChatUsage
{
    /// <summary>Tokens of the request (wire: <c>prompt_tokens</c>).</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Tokens of the answer (wire: <c>completion_tokens</c>).</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>Both (wire: <c>total_tokens</c>).</summary>
    public long? TotalTokens { get; init; }

    /// <summary>Fields of the wire that have no property here, by their wire name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <summary>The sum; what one side does not say, the other one does.</summary>
    public ChatUsage Add(ChatUsage? other) => other is null ? this : new()
    {
        PromptTokens = Sum(PromptTokens, other.PromptTokens),
        CompletionTokens = Sum(CompletionTokens, other.CompletionTokens),
        TotalTokens = Sum(TotalTokens, other.TotalTokens),
        AdditionalProperties = other.AdditionalProperties,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Format(PromptTokens)} + {Format(CompletionTokens)} tokens";

    private static long? Sum(long? left, long? right) => left is null ? right : right is null ? left : left + right;

    private static string Format(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
