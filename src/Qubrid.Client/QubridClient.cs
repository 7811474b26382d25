using Qubrid.Client.Http;
using Qubrid.Client.Journal;
using Qubrid.Client.Models;
using Qubrid.Client.Redaction;
using Qubrid.Client.Serialization;
using Qubrid.Client.StructuredOutput;
using Qubrid.Client.Telemetry;

namespace Qubrid.Client;

/// <summary>Sends requests to one service with one API key. Thread-safe; use one instance for as long as the connection settings remain the same.</summary>
public sealed class QubridClient : IDisposable
{
    private readonly HttpTransport _transport;
    private readonly JournalSession? _journal;
    private readonly ServiceCapabilities _capabilities = new();

    /// <summary>Creates a client. Nothing is sent.</summary>
    /// <param name="options">The endpoint, the credentials and the network settings.</param>
    /// <param name="journal">The journal to record to or to replay; null to use none.</param>
    /// <param name="journalMode">How the journal is used.</param>
    /// <exception cref="ArgumentException">The base address is not valid; see <see cref="QubridClientOptions.ValidateBaseUri"/>.</exception>
    public QubridClient(QubridClientOptions options, RequestJournal? journal = null, JournalMode journalMode = JournalMode.Record)
    {
        _transport = new HttpTransport(options);
        _journal = journal is null ? null : new JournalSession(journal, journalMode, _transport.Key);
        ChatEndpoint = _transport.BuildUri("chat/completions");
    }

    /// <summary>Gets the address of chat requests.</summary>
    public Uri ChatEndpoint { get; }

    /// <summary>Starts to compile, on a background thread, the code that the first call needs. Sends nothing; runs once per process.</summary>
    public static void WarmUp() => _ = ClientWarmUp.Start();

    /// <summary>Creates a call. The request is sent when the call is read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="options">The timeouts and retry settings.</param>
    /// <param name="cancellationToken">Cancels the call at any time until it is disposed.</param>
    /// <exception cref="QubridApiException">The journal is replayed and contains no completion for the request, or it cannot be read; or the request cannot be redacted.</exception>
    public ChatCall CreateChatCall(ChatRequest request, CallOptions options, CancellationToken cancellationToken) =>
        CreateChatCall(request, request.HasResponseFormat, options, cancellationToken);

    /// <summary>
    /// Returns the request as it is sent and recorded: the API key of this client, which a tool result or an error record can contain, is
    /// redacted, and values are replaced by placeholders. A request without them is returned unchanged.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="redactor">What is replaced by placeholders; null for nothing.</param>
    /// <exception cref="QubridApiException">A pattern takes too long. Do not send the request.</exception>
    public ChatRequest GetSentRequest(ChatRequest request, Redactor? redactor)
    {
        request = RemoveKey(request);
        return redactor is { IsEmpty: false } ? redactor.Redact(request).Sent : request;
    }

    /// <summary>
    /// Creates a call whose completion must match a schema. After a mismatch the validation error is sent to the model, which generates the
    /// completion again; not if the call is read update by update.
    /// </summary>
    /// <param name="request">The request; it should contain <see cref="ResponseSchema.ResponseFormat"/>.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="maxSchemaRetries">The maximum number of further requests after a mismatch, 0 or greater.</param>
    /// <param name="options">The timeouts and retry settings of each request.</param>
    /// <param name="cancellationToken">Cancels the call at any time until it is disposed.</param>
    public ChatCall CreateChatCall(ChatRequest request, ResponseSchema schema, int maxSchemaRetries, CallOptions options, CancellationToken cancellationToken)
    {
        options = options.AnsweringModel is null ? options.WithConversation() : options;
        return new ValidatedChatCall(next => CreateChatCall(next, isJson: true, options, cancellationToken), _capabilities, request, schema, maxSchemaRetries, options);
    }

    /// <summary>Returns the models that the API key can use. JSON: <c>GET models</c>.</summary>
    /// <param name="options">The timeouts and retry settings.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="QubridApiException">The call failed, or the journal is replayed, so that nothing can be sent.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the call.</exception>
    public Task<IReadOnlyList<QubridModel>> GetModelsAsync(CallOptions options, CancellationToken cancellationToken)
    {
        _journal?.ThrowIfReplayOnly("list of models");
        return ModelListRequest.ExecuteAsync(_transport, options, cancellationToken);
    }

    /// <summary>Records a completion in a journal. When the method returns, the entry is in the file. The API key of this client is redacted.</summary>
    /// <param name="journal">The journal, which need not be the journal of this client.</param>
    /// <param name="request">The request.</param>
    /// <param name="completion">The completion of the request.</param>
    /// <param name="cancellationToken">Cancels waiting for a file that another process has locked.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is not writable for this user.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the method.</exception>
    public void Record(RequestJournal journal, ChatRequest request, ChatCompletion completion, CancellationToken cancellationToken = default) =>
        Record(journal, request, completion, redactor: null, cancellationToken);

    /// <summary>Records a completion of a redacted request with its placeholders. When the method returns, the entry is in the file.</summary>
    /// <param name="journal">The journal, which need not be the journal of this client.</param>
    /// <param name="request">The request with its values.</param>
    /// <param name="completion">The completion of the request, which a call of this client returned.</param>
    /// <param name="redactor">What was redacted; null for nothing.</param>
    /// <param name="cancellationToken">Cancels waiting for a file that another process has locked.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is not writable for this user.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the method.</exception>
    public void Record(RequestJournal journal, ChatRequest request, ChatCompletion completion, Redactor? redactor, CancellationToken cancellationToken)
    {
        request = RemoveKey(request);
        if (redactor is { IsEmpty: false })
        {
            var redacted = redactor.Redact(request);
            (request, completion) = (redacted.Sent, redacted.Redact(completion));
        }

        journal.Add(request, completion, updates: null, _transport.Key, cancellationToken);
    }

    /// <summary>
    /// Returns a call with the next recorded completion of the request that was not taken yet, or null if there is none. Finds the request also
    /// if it contains the API key of this client, which is redacted in the file.
    /// </summary>
    /// <param name="journal">The journal, which need not be the journal of this client.</param>
    /// <param name="request">The request; <see cref="ChatRequest.Stream"/> is ignored.</param>
    /// <param name="cancellationToken">Cancels waiting for a file that another process has locked.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the method.</exception>
    public ChatCall? TryTakeNext(RequestJournal journal, ChatRequest request, CancellationToken cancellationToken = default) =>
        TryTakeNext(journal, request, redactor: null, cancellationToken);

    /// <summary>Returns a call as the other overload does. The recorded placeholders are replaced by the values of the request.</summary>
    /// <param name="journal">The journal, which need not be the journal of this client.</param>
    /// <param name="request">The request with its values; <see cref="ChatRequest.Stream"/> is ignored.</param>
    /// <param name="redactor">What is redacted; null for nothing.</param>
    /// <param name="cancellationToken">Cancels waiting for a file that another process has locked.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the method.</exception>
    /// <exception cref="QubridApiException">A pattern takes too long.</exception>
    public ChatCall? TryTakeNext(RequestJournal journal, ChatRequest request, Redactor? redactor, CancellationToken cancellationToken)
    {
        request = RemoveKey(request);
        var redacted = redactor is { IsEmpty: false } ? redactor.Redact(request) : null;
        var call = journal.TryTakeNext(redacted?.Sent ?? request, _transport.Key, cancellationToken);
        return call is null || redacted is null ? call : new RedactedChatCall(redacted, _ => call, request.HasResponseFormat);
    }

    /// <summary>Returns the text with the API key of this client redacted, in whatever encoding the text contains it.</summary>
    public string Redact(string text) => _transport.Key.Redact(text)!;

    /// <summary>Returns a text about a request with the placeholders of the request, and with the API key of this client redacted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="request">The request with its values.</param>
    /// <param name="redactor">What is replaced by placeholders; null for nothing.</param>
    public string Redact(string text, ChatRequest request, Redactor? redactor) =>
        Redact(redactor is { IsEmpty: false } ? redactor.Redact(RemoveKey(request)).RedactText(text) : text);

    /// <summary>Closes the connections. Calls in progress fail.</summary>
    public void Dispose() => _transport.Dispose();

    private ChatRequest RemoveKey(ChatRequest request) => RequestRedactor.Redact(request, _transport.Key.CreateRedactor());

    private ChatCall CreateChatCall(ChatRequest request, bool isJson, CallOptions options, CancellationToken cancellationToken)
    {
        request = RemoveKey(request);
        if (options.Redactor is not { IsEmpty: false } redactor)
        {
            return CreateUnredactedCall(request, options, cancellationToken);
        }

        var redacted = redactor.Redact(request);
        options.WriteLog($"Replaced by placeholders in the request: {redacted.Describe()}.");
        return new RedactedChatCall(redacted, sent => CreateUnredactedCall(sent, options, cancellationToken), isJson);
    }

    private ChatCall CreateUnredactedCall(ChatRequest request, CallOptions options, CancellationToken cancellationToken) =>
        _journal?.TryReplay(request, line => options.WriteLog($"{line}"))
            ?? (_journal is null ? CreateServiceCall(request, options, observer: null, cancellationToken)
                : new RecordingChatCall(_journal, request, observer => CreateServiceCall(request, options, observer, cancellationToken)));

    // The journal contains the request of the first model, so that it is found again whichever model answered.
    private ChatCall CreateServiceCall(ChatRequest request, CallOptions options, IUpdateObserver? observer, CancellationToken cancellationToken) =>
        options.Fallback is { } fallback
            ? new FallbackChatCall(fallback, request, options, (next, nextOptions) => CreateHttpCall(next, nextOptions, observer, cancellationToken))
            : CreateHttpCall(request, options, observer, cancellationToken);

    private ChatCall CreateHttpCall(ChatRequest request, CallOptions options, IUpdateObserver? observer, CancellationToken cancellationToken) =>
        ChatTelemetry.Instrument(new HttpChatCall(_transport, request, options, observer, cancellationToken), request, ChatEndpoint);
}
