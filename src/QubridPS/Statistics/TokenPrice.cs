namespace QubridPS.Statistics;

/// <summary>Represents the price of a model per million tokens.</summary>
/// <param name="Input">The price of a million prompt tokens.</param>
/// <param name="Output">The price of a million generated tokens.</param>
internal sealed record TokenPrice(decimal Input, decimal Output)
{
    private const decimal Million = 1_000_000;

    /// <summary>Returns the cost of a call, or null if the number of tokens is unknown.</summary>
    internal decimal? GetCost(long? promptTokens, long? completionTokens) => promptTokens is null && completionTokens is null
        ? null
        : ((promptTokens ?? 0) / Million * Input) + ((completionTokens ?? 0) / Million * Output);
}
