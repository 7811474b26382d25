namespace QubridPS;

/// <summary>Base class of all cmdlets: cancellation and error handling.</summary>
public abstract class QubridCmdletBase : PSCmdlet, IDisposable
{
    /// <summary>The folder of the help pages that Get-Help -Online opens.</summary>
    internal const string HelpUriBase = "https://github.com/qubrid/QubridPS/blob/main/docs/en-US/";

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
            // The command was stopped just when it ended.
        }
    }

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Runs a step of the cmdlet, and converts input errors to terminating errors.</summary>
    internal void InvokeWithErrorHandling(Action step)
    {
        try
        {
            step();
        }
        catch (QubridInputException error)
        {
            ThrowTerminatingError(RedactTargetName(error.ErrorRecord));
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Returns the error of the command. The name of its target, which is displayed, is redacted if requests are.</summary>
    private protected virtual ErrorRecord RedactTargetName(ErrorRecord record) => record;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels pending work. PowerShell also calls it when a downstream command stops the pipeline early.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cancellation.Cancel();
            _cancellation.Dispose();
        }
    }
}
