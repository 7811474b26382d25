using System.Text;
using Qubrid.Client.Http;

namespace Qubrid.Client;

/// <summary>Talks to one service with one key. Safe for use by several threads; keep one for as long as the connection lasts.</summary>
public sealed class QubridClient : IDisposable
{
    private readonly Transport _transport;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">The address cannot be used.</exception>
    public QubridClient(QubridClientOptions options)
    {
        _transport = new Transport(options);
        ChatAddress = _transport.Address("chat/completions");
    }

    /// <summary>Where chat requests go.</summary>
    public Uri ChatAddress { get; }

    /// <summary>Begins a call; nothing is sent before its answer is asked for.</summary>
    public ChatCall Chat(ChatRequest request, CallOptions options, CancellationToken stop) => new(_transport, request, options, stop);

    /// <summary>The models that the key can use (wire: <c>GET models</c>).</summary>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public Task<IReadOnlyList<QubridModel>> GetModelsAsync(CallOptions options, CancellationToken stop) =>
        ModelCall.RunAsync(_transport, options, stop);

    internal byte[] StrikeOutKey(byte[] text) => Encoding.UTF8.GetBytes(_transport.Key.StrikeOut(Encoding.UTF8.GetString(text))!);

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();
}
