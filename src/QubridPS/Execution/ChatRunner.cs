using System.Text;
using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Formatting;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>Runs one request and writes what comes of it. Everything is pulled by the pipeline thread; there is no queue.</summary>
internal sealed class ChatRunner(Cmdlet cmdlet, ChatSource source, CallLog log, OutputMode mode, Ledger ledger, CancellationToken stop)
{
    private readonly LiveTextWriter _screen = new(cmdlet);
    private readonly StringBuilder _shown = new();
    private Action? _wake;
    private ToolLoop? _loop;

    internal bool DataOnly { get; init; }

    /// <summary>The tools that the model may call; null for none.</summary>
    internal ToolRunner? Tools { get; init; }

    internal long? MaxInputTokens { get; init; }

    /// <summary>The key that stops an answer while it comes.</summary>
    internal StopKey? Key { get; init; }

    /// <summary>The request that was sent last: with tools, another one than the job's.</summary>
    internal ChatRequest? Asked { get; private set; }

    /// <summary>What -Live has shown of its answer.</summary>
    internal string Shown => _shown.ToString();

    internal void Run(CallOptions options, ChatJob job)
    {
        try
        {
            Write(job, Answer(options, job));
        }
        catch (QubridApiException failure) when (failure.PartialCompletion is { } partial)
        {
            partial.InputObject = job.InputObject;
            partial.ToolInvocations = _loop?.Done ?? [];
            throw;
        }
    }

    /// <summary>The answer after all calls of tools; nothing is written but what -Stream and -Live show.</summary>
    internal ChatCompletion Answer(CallOptions options, ChatJob job)
    {
        _loop = Tools is null ? null : new ToolLoop(Tools);
        Asked = job.Request;
        var answer = Ask(job.Former ?? source.Chat(job.Request, options, stop), job);
        for (var request = _loop?.Next(job.Request, answer); request is not null; request = _loop!.Next(request, answer))
        {
            RequireSize(request, job);
            Asked = request;
            answer = _loop!.Join(Ask(source.Chat(request, options, stop), job));
        }

        return answer;
    }

    // What a tool gave can be larger than what was asked.
    private void RequireSize(ChatRequest request, ChatJob job)
    {
        var estimate = TokenEstimate.Of(request.Messages);
        if (estimate > MaxInputTokens)
        {
            throw InputErrors.InputTooLarge(estimate, MaxInputTokens.Value, job.Target);
        }
    }

    private ChatCompletion Ask(ChatCall call, ChatJob job)
    {
        _shown.Clear();
        using var listening = Key?.Listen();
        try
        {
            return mode switch
            {
                OutputMode.Stream => Stream(call, job),
                OutputMode.Live => Live(call),
                _ => Whole(call, job.Request),
            };
        }
        finally
        {
            call.Dispose();
            if (!stop.IsCancellationRequested)
            {
                log.WriteTo(cmdlet);
            }
        }
    }

    private ChatCompletion Whole(ChatCall call, ChatRequest request)
    {
        using var progress = new ChatProgress(cmdlet, call, request.Model);
        return PipelineWait.For(
            call.CompleteAsync(),
            () =>
            {
                log.WriteTo(cmdlet);
                progress.Write();
            },
            stop);
    }

    private ChatCompletion Stream(ChatCall call, ChatJob job)
    {
        while (Next(call) && call.Current is { IsLast: false } update)
        {
            update.InputObject = job.InputObject;
            cmdlet.WriteObject(update);
        }

        return call.Completion!;
    }

    private ChatCompletion Live(ChatCall call)
    {
        try
        {
            while (Next(call))
            {
                // Several choices at once would be told in shreds: the first is shown, all are in the object.
                if (call.Current is { Text: { } text, Index: 0 })
                {
                    _screen.Write(TerminalSanitizer.Sanitize(text));
                    _shown.Append(text);
                }

                Key?.Check();
                stop.ThrowIfCancellationRequested();
            }
        }
        catch (Exception fault) when (_shown.Length > 0 && fault is QubridApiException or OperationCanceledException && !cmdlet.Stopping)
        {
            _screen.EndLine(); // what comes next begins on a line of its own
            throw;
        }

        if (call.Completion!.Refusal is { } refusal)
        {
            _screen.Write((_shown.Length > 0 ? "\n" : "") + CompletionView.WithRefusal(null, refusal)); // it comes in no update
        }

        if (_shown.Length > 0 || !call.Completion!.HasToolCalls())
        {
            _screen.EndLine();
        }

        return call.Completion!;
    }

    private void Write(ChatJob job, ChatCompletion completion)
    {
        var unkept = job.Former is null ? ledger.Book(job.Request, completion, stop) : null;
        completion.InputObject = job.InputObject;
        source.Fill(completion);
        if (DataOnly)
        {
            cmdlet.WriteObject(completion.Data, enumerateCollection: true);
        }
        else
        {
            cmdlet.WriteObject(mode == OutputMode.Stream ? LastUpdate(completion) : completion);
        }

        if (unkept is not null)
        {
            throw unkept;
        }
    }

    private static ChatUpdate LastUpdate(ChatCompletion completion)
    {
        var last = ChatUpdate.CreateFinal(completion);
        last.InputObject = completion.InputObject;
        return last;
    }

    // Made once: a delegate for each token would be as large as the token.
    private bool Next(ChatCall call) => PipelineWait.For(call.MoveNextAsync(), _wake ??= Wake, stop);

    private void Wake()
    {
        log.WriteTo(cmdlet);
        Key?.Check();
    }
}
