namespace Qubrid.Client.Redaction;

/// <summary>A request and its copy with placeholders, which is sent, recorded and displayed.</summary>
internal sealed class RedactedRequest
{
    private readonly RedactionSession _session;

    /// <summary>Redacts a request.</summary>
    /// <param name="session">The session, which is new or has redacted earlier requests of the conversation.</param>
    /// <param name="original">The request with its values.</param>
    /// <exception cref="QubridApiException">A pattern takes too long. Do not send the request.</exception>
    internal RedactedRequest(RedactionSession session, ChatRequest original)
    {
        (_session, Original) = (session, original);
        try
        {
            Sent = session.Redact(original);
        }
        catch (ArgumentException failure)
        {
            throw new QubridApiException(QubridErrorKind.RedactionFailed, failure.Message) { Model = original.Model };
        }

        Redactions = session.Redactions;
    }

    /// <summary>Gets the request with its values.</summary>
    internal ChatRequest Original { get; }

    /// <summary>Gets the request with placeholders.</summary>
    internal ChatRequest Sent { get; }

    /// <summary>Gets the number of distinct values that were replaced, by category or name of the pattern.</summary>
    internal IReadOnlyDictionary<string, int> Redactions { get; }

    /// <summary>Returns a text that is logged or displayed, with placeholders.</summary>
    internal string RedactText(string text) => _session.Redact(text);

    /// <summary>Returns the completion of the sent request with values.</summary>
    /// <param name="completion">The completion as it was received.</param>
    /// <param name="isJson">Whether its text is JSON, in which values are escaped.</param>
    internal ChatCompletion Restore(ChatCompletion completion, bool isJson) =>
        new CompletionRewriter(_session.Restore, isJson).Rewrite(completion, Original.Messages, Redactions);

    /// <summary>Returns the completion with placeholders: as it was received, or redacted if it is not the completion of a call.</summary>
    internal ChatCompletion Redact(ChatCompletion completion) =>
        completion.Received ?? new CompletionRewriter((text, _) => _session.Redact(text), isJson: false).Rewrite(completion, Sent.Messages, Redactions);

    /// <summary>Creates a restorer of the updates of the sent request.</summary>
    internal UpdateRestorer CreateUpdateRestorer(bool isJson) => new(_session, isJson);

    /// <summary>Describes the number of values by category.</summary>
    internal string Describe() => Redactions.Count == 0
        ? "no values"
        : string.Join(", ", Redactions.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));
}
