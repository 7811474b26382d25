namespace Qubrid.Client.Schema;

/// <summary>The failure of an answer that does not fit; the answer is kept in it.</summary>
public static class SchemaMismatch
{
    private const string Cut = "length";

    /// <summary>Makes the exception.</summary>
    public static QubridApiException Create(ChatCompletion answer, SchemaCheck fault, Exception? cause = null) => QubridApiException.About(
        answer,
        QubridErrorKind.SchemaMismatch,
        $"The answer does not fit the schema. At {fault.Path}: {fault.Reason}."
            + (WasCut(answer) ? " It was cut at the limit of tokens (finish reason length)." : ""),
        cause);

    internal static bool WasCut(ChatCompletion answer) => answer.FinishReason == Cut;
}
