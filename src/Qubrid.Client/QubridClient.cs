using Qubrid.Client.Http;
using Qubrid.Client.Journal;
using Qubrid.Client.Models;
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
    /// <exception cref="QubridApiException">The journal is replayed and contains no completion for the request, or it cannot be read.</exception>
    public ChatCall CreateChatCall(ChatRequest request, CallOptions options, CancellationToken cancellationToken)
    {
        request = RemoveKey(request);
        return _journal?.TryReplay(request, line => options.WriteLog($"{line}"))
            ?? (_journal is null ? CreateServiceCall(request, options, observer: null, cancellationToken)
                : new RecordingChatCall(_journal, request, observer => CreateServiceCall(request, options, observer, cancellationToken)));
    }

    /// <summary>
    /// Returns the request as it is sent and recorded: the API key of this client, which a tool result or an error record can contain, is
    /// redacted. A request without the key is returned unchanged.
    /// </summary>
    public ChatRequest RemoveKey(ChatRequest request) => RequestRedactor.Redact(request, _transport.Key.CreateRedactor());

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
        return new ValidatedChatCall(next => CreateChatCall(next, options, cancellationToken), _capabilities, request, schema, maxSchemaRetries, options);
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
        journal.Add(request, completion, updates: null, _transport.Key, cancellationToken);

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
        journal.TryTakeNext(request, _transport.Key, cancellationToken);

    /// <summary>Returns the text with the API key of this client redacted, in whatever encoding the text contains it.</summary>
    public string Redact(string text) => _transport.Key.Redact(text)!;

    /// <summary>Closes the connections. Calls in progress fail.</summary>
    public void Dispose() => _transport.Dispose();

    // The journal contains the request of the first model, so that it is found again whichever model answered.
    private ChatCall CreateServiceCall(ChatRequest request, CallOptions options, IUpdateObserver? observer, CancellationToken cancellationToken) =>
        options.Fallback is { } fallback
            ? new FallbackChatCall(fallback, request, options, (next, nextOptions) => CreateHttpCall(next, nextOptions, observer, cancellationToken))
            : CreateHttpCall(request, options, observer, cancellationToken);

    private ChatCall CreateHttpCall(ChatRequest request, CallOptions options, IUpdateObserver? observer, CancellationToken cancellationToken) =>
        ChatTelemetry.Instrument(new HttpChatCall(_transport, request, options, observer, cancellationToken), request, ChatEndpoint);
}
