using System.Globalization;
using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>Represents the token counts of the service. A count that the service did not send is null. JSON: <c>usage</c>.</summary>
public sealed class ChatUsage
{
    /// <summary>Gets the number of tokens of the request. JSON: <c>prompt_tokens</c>.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Gets the number of generated tokens. JSON: <c>completion_tokens</c>.</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>Gets the sum of both. JSON: <c>total_tokens</c>.</summary>
    public long? TotalTokens { get; init; }

    /// <summary>Gets the JSON fields that have no property here, by their JSON name.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = AdditionalFields.Empty;

    /// <summary>Returns the sum. If a count is null on one side, the count of the other side is used. The additional fields are those of <paramref name="other"/>.</summary>
    public ChatUsage Add(ChatUsage? other) => other is null ? this : new()
    {
        PromptTokens = Sum(PromptTokens, other.PromptTokens),
        CompletionTokens = Sum(CompletionTokens, other.CompletionTokens),
        TotalTokens = Sum(TotalTokens, other.TotalTokens),
        AdditionalProperties = other.AdditionalProperties,
    };

    /// <summary>Returns the counts as text, such as "12 + 34 tokens".</summary>
    public override string ToString() => $"{Format(PromptTokens)} + {Format(CompletionTokens)} tokens";

    private static long? Sum(long? left, long? right) => left is null ? right : right is null ? left : left + right;

    private static string Format(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
