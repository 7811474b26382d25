using Qubrid.Client.Http;
using Qubrid.Client.Journal;
using Qubrid.Client.Schema;
using Qubrid.Client.Telemetry;

namespace Qubrid.Client;

/// <summary>Talks to one service with one key. Safe for use by several threads; keep one for as long as the connection lasts.</summary>
public sealed class QubridClient : IDisposable
{
    private readonly Transport _transport;
    private readonly CallJournal? _journal;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">The address cannot be used.</exception>
    public QubridClient(QubridClientOptions options)
    {
        _transport = new Transport(options);
        _journal = options.Journal is null ? null : new CallJournal(options.Journal, options.JournalMode);
        ChatAddress = _transport.Address("chat/completions");
    }

    /// <summary>Compiles on another thread what a first call needs. Nothing is sent; only the first time in a process does anything.</summary>
    public static void Rehearse() => _ = Rehearsal.Begin();

    /// <summary>Where chat requests go.</summary>
    public Uri ChatAddress { get; }

    /// <summary>The service was seen to refuse <c>response_format</c>: it is not sent to it again.</summary>
    internal bool RefusesResponseFormat { get; set; }

    internal ApiKey Key => _transport.Key;

    /// <summary>Begins a call; nothing is sent before its answer is asked for.</summary>
    /// <exception cref="QubridApiException">A journal is replayed, and holds no answer.</exception>
    public ChatCall Chat(ChatRequest request, CallOptions options, CancellationToken stop) =>
        _journal?.Find(request, line => options.WriteLog($"{line}"))
            ?? ChatTelemetry.Watch(new WireCall(_transport, request, options, _journal, stop), request, ChatAddress);

    /// <summary>
    /// Begins a call whose answer must fit the schema. One that does not is shown its fault and asked again, at most so many times;
    /// one that was streamed is not.
    /// </summary>
    public ChatCall Chat(ChatRequest request, AnswerSchema schema, int maximumRepairs, CallOptions options, CancellationToken stop) =>
        new SchemaCall(this, request, schema, maximumRepairs, options, stop);

    /// <summary>The models that the key can use (wire: <c>GET models</c>).</summary>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public Task<IReadOnlyList<QubridModel>> GetModelsAsync(CallOptions options, CancellationToken stop)
    {
        _journal?.RequireNetwork("list of models");
        return ModelCall.RunAsync(_transport, options, stop);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();
}
