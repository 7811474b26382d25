using Qubrid.Client;

namespace QubridPS.Statistics;

/// <summary>Describes the models for which -Price contains no price.</summary>
internal static class MissingPrices
{
    private const int MaxNames = 10;

    /// <summary>Returns the text of a warning.</summary>
    /// <param name="models">The names of the models; an empty name stands for calls without a model.</param>
    /// <param name="consequence">A sentence that states what the output does not contain.</param>
    internal static string Describe(List<string> models, string consequence)
    {
        var names = models.Take(MaxNames).Select(model => model.Length == 0 ? "(unknown)" : TerminalSanitizer.SanitizeLine(model));
        var others = models.Count > MaxNames ? $" and {models.Count - MaxNames} more" : "";
        return $"-Price contains no price for the models {string.Join(", ", names)}{others}. {consequence}";
    }
}
