using Qubrid.Client.Http;
using Qubrid.Client.Journal;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;
using Qubrid.Client.StructuredOutput;
using Qubrid.Client.Telemetry;

namespace Qubrid.Client;

/// <summary>Talks to one service with one key. Safe for use by several threads; keep one for as long as the connection lasts.</summary>
public sealed class QubridClient : IDisposable
{
    private readonly HttpTransport _transport;
    private readonly JournalSession? _journal;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">The address cannot be used.</exception>
    public QubridClient(QubridClientOptions options)
    {
        _transport = new HttpTransport(options);
        _journal = options.Journal is null ? null : new JournalSession(options.Journal, options.JournalMode);
        ChatEndpoint = _transport.BuildUri("chat/completions");
    }

    /// <summary>Compiles on another thread what a first call needs. Nothing is sent; only the first time in a process does anything.</summary>
    public static void WarmUp() => _ = ClientWarmUp.Start();

    /// <summary>Where chat requests go.</summary>
    public Uri ChatEndpoint { get; }

    /// <summary>The service was seen to refuse <c>response_format</c>: it is not sent to it again.</summary>
    internal bool IsResponseFormatUnsupported { get; set; }

    internal ApiKey Key => _transport.Key;

    /// <summary>Begins a call; nothing is sent before its answer is asked for.</summary>
    /// <exception cref="QubridApiException">A journal is replayed, and holds no answer.</exception>
    public ChatCall CreateChatCall(ChatRequest request, CallOptions options, CancellationToken cancellationToken)
    {
        request = RemoveKey(request);
        return _journal?.TryReplay(request, line => options.WriteLog($"{line}"))
            ?? ChatTelemetry.Instrument(new HttpChatCall(_transport, request, options, _journal, cancellationToken), request, ChatEndpoint);
    }

    /// <summary>
    /// Returns the request as it is sent and recorded: the client's own key, which a tool result or a piped error record may contain, is
    /// replaced. A request without the key is returned as it is.
    /// </summary>
    public ChatRequest RemoveKey(ChatRequest request) => RequestRedactor.Redact(request, Key.CreateRedactor());

    /// <summary>
    /// Begins a call whose answer must fit the schema. One that does not is shown its fault and asked again, at most so many times;
    /// one that was streamed is not.
    /// </summary>
    public ChatCall CreateChatCall(ChatRequest request, ResponseSchema schema, int maxSchemaRetries, CallOptions options, CancellationToken cancellationToken) =>
        new ValidatedChatCall(this, request, schema, maxSchemaRetries, options, cancellationToken);

    /// <summary>The models that the key can use (wire: <c>GET models</c>).</summary>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public Task<IReadOnlyList<QubridModel>> GetModelsAsync(CallOptions options, CancellationToken cancellationToken)
    {
        _journal?.ThrowIfReplayOnly("list of models");
        return ModelListRequest.ExecuteAsync(_transport, options, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();
}
