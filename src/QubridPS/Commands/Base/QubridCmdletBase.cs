namespace QubridPS;

/// <summary>What all our cmdlets share: a stop that reaches the socket, and errors raised in the user's name.</summary>
public abstract class QubridCmdletBase : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    internal CancellationToken CancellationToken => _cancellation.Token;

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // a stop that comes just when all is done
        }
    }

    /// <summary>Runs a step of the cmdlet; what is wrong with the input ends the command with its own record.</summary>
    internal void InvokeWithErrorHandling(Action step)
    {
        try
        {
            step();
        }
        catch (QubridInputException error)
        {
            ThrowTerminatingError(error.ErrorRecord);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what still runs: the engine calls it also where the downstream stopped early.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cancellation.Cancel();
            _cancellation.Dispose();
        }
    }
}
