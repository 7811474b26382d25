using Qubrid.Client.Models;

namespace Qubrid.Client;

/// <summary>
/// Represents a chat call: a request and its response. Use either <see cref="CompleteAsync"/> to read the completion, or
/// <see cref="MoveNextAsync"/> to read it update by update. <see cref="Dispose()"/> cancels a call that has not completed.
/// </summary>
public abstract class ChatCall : IDisposable
{
    private protected ChatCall()
    {
    }

    /// <summary>Gets the update that <see cref="MoveNextAsync"/> advanced to; null before the first one.</summary>
    public ChatUpdate? Current { get; private protected set; }

    /// <summary>Gets the completion; null until it has been received completely.</summary>
    public ChatCompletion? Completion { get; private protected set; }

    /// <summary>Gets the number of text chunks received so far, which is roughly the number of tokens. Thread-safe.</summary>
    public abstract int ChunksReceived { get; }

    /// <summary>Gets the number of seconds since the call was created. Thread-safe.</summary>
    public abstract double ElapsedSeconds { get; }

    /// <summary>Creates a call whose completion exists already. Nothing is sent.</summary>
    public static ChatCall FromCompletion(ChatCompletion completion) => new CompletedChatCall(completion);

    /// <summary>Reads the response to its end. Interrupted streams are retried, because nothing was returned to the caller yet.</summary>
    /// <returns>The completion.</returns>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the call.</exception>
    public abstract Task<ChatCompletion> CompleteAsync();

    /// <summary>
    /// Advances to the next update as soon as it has been received. Transient failures are retried until the first update was returned. After a
    /// failure, each further call throws the same exception.
    /// </summary>
    /// <returns>True if <see cref="Current"/> is a new update; false after the final update.</returns>
    /// <exception cref="QubridApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled the call.</exception>
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
