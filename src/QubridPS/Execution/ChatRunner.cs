using Qubrid.Client;
using QubridPS.Formatting;

namespace QubridPS.Execution;

/// <summary>Runs one request and writes what comes of it. Everything is pulled by the pipeline thread; there is no queue.</summary>
internal sealed class ChatRunner(Cmdlet cmdlet, CallLog log, OutputMode mode, Ledger ledger, CancellationToken stop)
{
    private static readonly string[] s_hostTag = ["PSHOST"];
    private readonly Action _onWake = () => log.WriteTo(cmdlet);

    internal void Run(QubridClient client, CallOptions options, ChatJob job)
    {
        var (request, inputObject, _) = job;
        if (job.Former is { } former)
        {
            Replay(former, inputObject);
            return;
        }

        using var call = client.Chat(request, options, stop);
        try
        {
            switch (mode)
            {
                case OutputMode.Stream:
                    Stream(call, request, inputObject);
                    break;
                case OutputMode.Live:
                    Live(call, request, inputObject);
                    break;
                default:
                    Whole(call, request, inputObject);
                    break;
            }
        }
        catch (QubridApiException failure) when (failure.PartialCompletion is { } partial)
        {
            partial.InputObject = inputObject;
            throw;
        }
        finally
        {
            if (!stop.IsCancellationRequested)
            {
                log.WriteTo(cmdlet);
            }
        }
    }

    private void Whole(ChatCall call, ChatRequest request, object? inputObject)
    {
        ChatCompletion completion;
        using (var progress = new ChatProgress(cmdlet, call, request.Model))
        {
            completion = PipelineWait.For(
                call.CompleteAsync(),
                () =>
                {
                    log.WriteTo(cmdlet);
                    progress.Write();
                },
                stop);
        }

        log.WriteTo(cmdlet);
        Write(request, completion, completion, inputObject);
    }

    private void Stream(ChatCall call, ChatRequest request, object? inputObject)
    {
        while (Next(call))
        {
            var update = call.Current!;
            update.InputObject = inputObject;
            if (update.Completion is { } completion)
            {
                Write(request, completion, update, inputObject);
            }
            else
            {
                cmdlet.WriteObject(update);
            }
        }
    }

    private void Live(ChatCall call, ChatRequest request, object? inputObject)
    {
        var isShown = false;
        try
        {
            while (Next(call))
            {
                // Several choices at once would be told in shreds: the first is shown, all are in the object.
                if (call.Current is { Text: { } text, Index: 0 })
                {
                    WriteHost(TerminalText.Neutralise(text), endLine: false);
                    isShown = true;
                }
            }
        }
        catch (QubridApiException) when (isShown)
        {
            WriteHost("", endLine: true); // the error begins on a line of its own
            throw;
        }

        WriteHost("", endLine: true);
        Write(request, call.Completion!, call.Completion!, inputObject);
    }

    private void Write(ChatRequest request, ChatCompletion completion, object output, object? inputObject)
    {
        var unkept = ledger.Book(request, completion);
        completion.InputObject = inputObject;
        cmdlet.WriteObject(output);
        if (unkept is not null)
        {
            throw unkept;
        }
    }

    /// <summary>Shows an answer of an earlier run as this mode shows answers.</summary>
    private void Replay(ChatCompletion completion, object? inputObject)
    {
        completion.InputObject = inputObject;
        if (mode == OutputMode.Stream)
        {
            foreach (var update in ChatUpdate.Replay(completion))
            {
                update.InputObject = inputObject;
                cmdlet.WriteObject(update);
            }

            return;
        }

        if (mode == OutputMode.Live)
        {
            WriteHost(TerminalText.Neutralise(completion.Text), endLine: true);
        }

        cmdlet.WriteObject(completion);
    }

    private bool Next(ChatCall call) => PipelineWait.For(call.MoveNextAsync(), _onWake, stop);

    private void WriteHost(string text, bool endLine) => cmdlet.WriteInformation(
        new HostInformationMessage { Message = text, NoNewLine = !endLine }, s_hostTag);
}
