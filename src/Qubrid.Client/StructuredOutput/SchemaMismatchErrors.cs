namespace Qubrid.Client;

/// <summary>The failure of an answer that does not fit; the answer is kept in it.</summary>
public static class SchemaMismatchErrors
{
    private const string LengthFinishReason = "length";

    /// <summary>Makes the exception.</summary>
    public static QubridApiException Create(ChatCompletion completion, SchemaValidationResult mismatch, Exception? cause = null) => QubridApiException.FromCompletion(
        completion,
        QubridErrorKind.SchemaMismatch,
        $"The answer does not fit the schema. At {mismatch.Path}: {mismatch.Reason}."
            + (IsTruncated(completion) ? " It was cut at the limit of tokens (finish reason length)." : ""),
        cause);

    internal static bool IsTruncated(ChatCompletion completion) => completion.FinishReason == LengthFinishReason;
}
