namespace Qubrid.Client;

/// <summary>
/// One call: a request and its answer. Either <see cref="CompleteAsync"/> it, or pull its updates with
/// <see cref="MoveNextAsync"/>. Disposing ends it at whatever point it is.
/// </summary>
public abstract class ChatCall : IDisposable
{
    private protected ChatCall()
    {
    }

    /// <summary>The update that <see cref="MoveNextAsync"/> moved to.</summary>
    public ChatUpdate? Current { get; private protected set; }

    /// <summary>The whole answer, once it is whole.</summary>
    public ChatCompletion? Completion { get; private protected set; }

    /// <summary>Pieces of text that have come so far, near the count of tokens. May be read from any thread.</summary>
    public abstract int ChunksReceived { get; }

    /// <summary>Seconds since the call was made. May be read from any thread.</summary>
    public abstract double ElapsedSeconds { get; }

    /// <summary>Reads the whole answer. Since nothing of it is shown before, a stream that breaks is tried again too.</summary>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public abstract Task<ChatCompletion> CompleteAsync();

    /// <summary>Moves to the next update as soon as its bytes have come; false after the last. A call that failed fails the same way again.</summary>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public abstract ValueTask<bool> MoveNextAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected virtual void Dispose(bool disposing)
    {
    }
}
