namespace QubridPS.Errors;

/// <summary>Creates the errors of exceeded token limits.</summary>
internal static class LimitErrors
{
    internal static QubridInputException InputTooLarge(long estimate, long limit, object? target) => new(
        "Qubrid.InputTooLarge",
        ErrorCategory.LimitsExceeded,
        $"The request was not sent, because its estimated size of {estimate} tokens exceeds -MaxInputTokens ({limit}).",
        "Send fewer objects (Where-Object), fewer properties (-Property), a denser format (-As Csv), fewer levels (-Depth) or one request for each object (-Each), or increase -MaxInputTokens.",
        target)
    { IsItemError = true };
}
