using Qubrid.Client;
using QubridPS.Formatting;

namespace QubridPS.Execution;

/// <summary>Runs one request and writes what comes of it. Everything is pulled by the pipeline thread; there is no queue.</summary>
internal sealed class ChatRunner(Cmdlet cmdlet, CallLog log, OutputMode mode, CancellationToken stop)
{
    private static readonly string[] s_hostTag = ["PSHOST"];

    internal void Run(QubridClient client, ChatRequest request, CallOptions options, object? inputObject)
    {
        using var call = client.Chat(request, options, stop);
        try
        {
            switch (mode)
            {
                case OutputMode.Stream:
                    Stream(call, inputObject);
                    break;
                case OutputMode.Live:
                    Live(call, inputObject);
                    break;
                default:
                    Whole(call, request.Model, inputObject);
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

    private void Whole(ChatCall call, string model, object? inputObject)
    {
        ChatCompletion completion;
        using (var progress = new ChatProgress(cmdlet, call, model))
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
        completion.InputObject = inputObject;
        cmdlet.WriteObject(completion);
    }

    private void Stream(ChatCall call, object? inputObject)
    {
        while (Next(call))
        {
            var update = call.Current!;
            update.InputObject = inputObject;
            if (update.Completion is not null)
            {
                update.Completion.InputObject = inputObject;
            }

            cmdlet.WriteObject(update);
        }
    }

    private void Live(ChatCall call, object? inputObject)
    {
        while (Next(call))
        {
            // Several choices at once would be told in shreds: the first is shown, all are in the object.
            if (call.Current is { Text: { } text, Index: 0 })
            {
                WriteHost(TerminalText.Neutralise(text), endLine: false);
            }
        }

        WriteHost("", endLine: true);
        call.Completion!.InputObject = inputObject;
        cmdlet.WriteObject(call.Completion);
    }

    private bool Next(ChatCall call) => PipelineWait.For(call.MoveNextAsync(), () => log.WriteTo(cmdlet), stop);

    private void WriteHost(string text, bool endLine) => cmdlet.WriteInformation(
        new HostInformationMessage { Message = text, NoNewLine = !endLine }, s_hostTag);
}
