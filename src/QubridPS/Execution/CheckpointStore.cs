using Qubrid.Client;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS.Execution;

/// <summary>The completions of finished requests in a checkpoint file. Without a file it records nothing. Thread-safe.</summary>
internal sealed class CheckpointStore
{
    private readonly QubridClient _client;
    private readonly string? _path;
    private readonly RequestJournal? _journal;
    private readonly Redactor? _redactor;

    private CheckpointStore(QubridClient client, string? path, RequestJournal? journal, Redactor? redactor) =>
        (_client, _path, _journal, _redactor) = (client, path, journal, redactor);

    /// <summary>Opens the checkpoint file, or creates it; <paramref name="path"/> is null if there is none.</summary>
    internal static CheckpointStore Open(string? path, QubridClient client, CommandContext context, Redactor? redactor) => new(
        client, path, path is null ? null : JournalOpener.OpenCheckpoint(path, context.Cmdlet.SessionState, context.CancellationToken), redactor);

    /// <summary>Returns the work item with the completion that an earlier run recorded, or unchanged if there is none.</summary>
    /// <exception cref="QubridInputException">The file cannot be read.</exception>
    internal ChatWorkItem TryResume(ChatWorkItem workItem, CancellationToken cancellationToken)
    {
        if (_journal is null)
        {
            return workItem;
        }

        try
        {
            if (_client.TryTakeNext(_journal, workItem.Request, _redactor, cancellationToken) is not { } recordedCall)
            {
                return workItem;
            }

            recordedCall.Completion!.IsRestored = true;
            return workItem with { CheckpointedCall = recordedCall };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw JournalErrors.CheckpointUnusable(_path!, error);
        }
        catch (QubridApiException failure)
        {
            throw RedactionErrors.Failed(failure, workItem.Target);
        }
    }

    /// <summary>
    /// Records a completion before it is written to the output, so that nothing that was output is sent again. Returns the error if that
    /// failed: the completion is output all the same, and then the command ends. Cancellation ends the wait for a file that another process locks.
    /// </summary>
    internal QubridInputException? Record(ChatRequest request, ChatCompletion completion, CancellationToken cancellationToken)
    {
        try
        {
            if (_journal is not null)
            {
                _client.Record(_journal, request, completion, _redactor, cancellationToken);
            }

            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return JournalErrors.CheckpointUnusable(_path!, error);
        }
    }
}
