namespace QubridPS.Statistics;

/// <summary>Adds up the cost of the calls of one group. If the price of one model is unknown, so is the cost of the group.</summary>
internal sealed class CostSum(PriceTable? prices)
{
    // A division by it removes trailing zeros.
    private const decimal One = 1.0000000000000000000000000000m;

    private readonly HashSet<string> _modelsWithoutPrice = new(StringComparer.OrdinalIgnoreCase);
    private decimal? _sum;

    /// <summary>Gets the cost; null without prices, if a price is unknown, or if no call reported its tokens.</summary>
    internal decimal? Total => _modelsWithoutPrice.Count == 0 && _sum is { } sum ? sum / One : null;

    /// <summary>Gets the names of the models whose price is unknown; an empty name stands for calls without a model.</summary>
    internal IEnumerable<string> ModelsWithoutPrice => _modelsWithoutPrice;

    /// <summary>Adds the cost of a call.</summary>
    internal void Add(string? model, long? promptTokens, long? completionTokens)
    {
        if (prices is null)
        {
            return;
        }

        if (prices.Find(model) is not { } price)
        {
            _modelsWithoutPrice.Add(model ?? "");
        }
        else if (price.GetCost(promptTokens, completionTokens) is { } cost)
        {
            _sum = cost > decimal.MaxValue - (_sum ?? 0) ? decimal.MaxValue : (_sum ?? 0) + cost; // a service can report any number
        }
    }
}
