using Qubrid.Client;
using QubridPS.Formatting;

namespace QubridPS.Execution;

/// <summary>Runs one request and writes what comes of it. Everything is pulled by the pipeline thread; there is no queue.</summary>
internal sealed class ChatRunner(Cmdlet cmdlet, ChatSource source, CallLog log, OutputMode mode, Ledger ledger, CancellationToken stop)
{
    private static readonly string[] s_hostTag = ["PSHOST"];
    private readonly Action _onWake = () => log.WriteTo(cmdlet);

    internal bool DataOnly { get; init; }

    internal void Run(CallOptions options, ChatJob job)
    {
        using var call = job.Former ?? source.Chat(job.Request, options, stop);
        try
        {
            switch (mode)
            {
                case OutputMode.Stream:
                    Stream(call, job);
                    break;
                case OutputMode.Live:
                    Live(call, job);
                    break;
                default:
                    Whole(call, job);
                    break;
            }
        }
        catch (QubridApiException failure) when (failure.PartialCompletion is { } partial)
        {
            partial.InputObject = job.InputObject;
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

    private void Whole(ChatCall call, ChatJob job)
    {
        ChatCompletion completion;
        using (var progress = new ChatProgress(cmdlet, call, job.Request.Model))
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
        Write(job, completion, completion);
    }

    private void Stream(ChatCall call, ChatJob job)
    {
        while (Next(call))
        {
            var update = call.Current!;
            update.InputObject = job.InputObject;
            if (update.Completion is { } completion)
            {
                Write(job, completion, update);
            }
            else
            {
                cmdlet.WriteObject(update);
            }
        }
    }

    private void Live(ChatCall call, ChatJob job)
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
        Write(job, call.Completion!, call.Completion!);
    }

    private void Write(ChatJob job, ChatCompletion completion, object output)
    {
        var unkept = job.Former is null ? ledger.Book(job.Request, completion) : null;
        completion.InputObject = job.InputObject;
        source.Fill(completion);
        cmdlet.WriteObject(DataOnly ? completion.Data : output, enumerateCollection: DataOnly);
        if (unkept is not null)
        {
            throw unkept;
        }
    }

    private bool Next(ChatCall call) => PipelineWait.For(call.MoveNextAsync(), _onWake, stop);

    private void WriteHost(string text, bool endLine) => cmdlet.WriteInformation(
        new HostInformationMessage { Message = text, NoNewLine = !endLine }, s_hostTag);
}
