using System.Text.Json;

namespace Qubrid.Client;

/// <summary>Represents the result of validating a text against a schema: the value, or the location and the reason of the mismatch.</summary>
public sealed class SchemaValidationResult
{
    /// <summary>Gets the JSON value; null if the text contains no value that matches.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Gets the location of the mismatch, such as <c>$.items[0].name</c>. The default is <c>$</c>, the root.</summary>
    public string Path { get; init; } = "$";

    /// <summary>Gets the reason of the mismatch, such as "property required"; null if the value matches.</summary>
    public string? Reason { get; init; }

    /// <summary>Creates the exception for a completion that does not match, which becomes its <see cref="QubridApiException.PartialCompletion"/>.</summary>
    /// <param name="completion">The completion.</param>
    /// <param name="cause">The cause of the mismatch, if it was an exception.</param>
    public QubridApiException ToException(ChatCompletion completion, Exception? cause = null) => QubridApiException.FromCompletion(
        completion,
        QubridErrorKind.SchemaMismatch,
        $"The completion does not match the schema at {Path}: {Reason}."
            + (completion.IsTruncated ? " It was truncated by the maximum number of tokens (finish reason length)." : ""),
        cause);

    /// <summary>Returns the result as text, such as "$.name: property required".</summary>
    public override string ToString() => Reason is null ? "matches" : $"{Path}: {Reason}";
}
