using System.Text;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>Runs one request and writes what comes of it. Everything is pulled by the pipeline thread; there is no queue.</summary>
internal sealed class ChatCallRunner(Cmdlet cmdlet, ChatCallFactory callFactory, VerboseQueue log, OutputMode mode, CheckpointStore checkpoint, CancellationToken cancellationToken)
{
    private readonly LiveTextWriter _screen = new(cmdlet);
    private readonly StringBuilder _displayedText = new();
    private Action? _onWaiting;
    private ToolLoop? _toolLoop;

    internal bool DataOnly { get; init; }

    /// <summary>The tools that the model may call; null for none.</summary>
    internal ToolRunner? Tools { get; init; }

    internal long? MaxInputTokens { get; init; }

    /// <summary>The key that stops an answer while it comes.</summary>
    internal CancelKeyMonitor? CancelKey { get; init; }

    /// <summary>The request that was sent last: with tools, another one than the job's.</summary>
    internal ChatRequest? LastRequest { get; private set; }

    /// <summary>What -Live has shown of its answer.</summary>
    internal string DisplayedText => _displayedText.ToString();

    internal void Run(CallOptions options, ChatWorkItem workItem)
    {
        try
        {
            Write(workItem, GetCompletion(options, workItem));
        }
        catch (QubridApiException failure) when (failure.PartialCompletion is { } partial)
        {
            partial.InputObject = workItem.InputObject;
            partial.ToolInvocations = _toolLoop?.Invocations ?? [];
            throw;
        }
    }

    /// <summary>The answer after all calls of tools; nothing is written but what -Stream and -Live show.</summary>
    internal ChatCompletion GetCompletion(CallOptions options, ChatWorkItem workItem)
    {
        _toolLoop = Tools is null ? null : new ToolLoop(Tools);
        LastRequest = workItem.Request;
        var completion = ExecuteCall(workItem.CheckpointedCall ?? callFactory.Create(workItem.Request, options, cancellationToken), workItem);
        for (var request = _toolLoop?.CreateNextRequest(workItem.Request, completion); request is not null; request = _toolLoop!.CreateNextRequest(request, completion))
        {
            EnsureWithinTokenLimit(request, workItem);
            LastRequest = request;
            completion = _toolLoop!.Merge(ExecuteCall(callFactory.Create(request, options, cancellationToken), workItem));
        }

        return completion;
    }

    // What a tool gave can be larger than what was asked.
    private void EnsureWithinTokenLimit(ChatRequest request, ChatWorkItem workItem)
    {
        var estimate = TokenEstimator.Estimate(request.Messages);
        if (estimate > MaxInputTokens)
        {
            throw InputErrors.InputTooLarge(estimate, MaxInputTokens.Value, workItem.Target);
        }
    }

    private ChatCompletion ExecuteCall(ChatCall call, ChatWorkItem workItem)
    {
        _displayedText.Clear();
        using var monitoring = CancelKey?.Start();
        try
        {
            return mode switch
            {
                OutputMode.Stream => RunStreaming(call, workItem),
                OutputMode.Live => RunLive(call),
                _ => RunBuffered(call, workItem.Request),
            };
        }
        finally
        {
            call.Dispose();
            if (!cancellationToken.IsCancellationRequested)
            {
                log.FlushTo(cmdlet);
            }
        }
    }

    private ChatCompletion RunBuffered(ChatCall call, ChatRequest request)
    {
        using var progress = new ChatProgress(cmdlet, call, request.Model);
        return PipelineThread.Wait(
            call.CompleteAsync(),
            () =>
            {
                log.FlushTo(cmdlet);
                progress.Write();
            },
            cancellationToken);
    }

    private ChatCompletion RunStreaming(ChatCall call, ChatWorkItem workItem)
    {
        while (MoveNext(call) && call.Current is { IsLast: false } update)
        {
            update.InputObject = workItem.InputObject;
            cmdlet.WriteObject(update);
        }

        return call.Completion!;
    }

    private ChatCompletion RunLive(ChatCall call)
    {
        try
        {
            while (MoveNext(call))
            {
                // Several choices at once would be told in shreds: the first is shown, all are in the object.
                if (call.Current is { Text: { } text, Index: 0 })
                {
                    _screen.Write(TerminalSanitizer.Sanitize(text));
                    _displayedText.Append(text);
                }

                CancelKey?.Poll();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (Exception error) when (_displayedText.Length > 0 && error is QubridApiException or OperationCanceledException && !cmdlet.Stopping)
        {
            _screen.EndLine(); // what comes next begins on a line of its own
            throw;
        }

        if (call.Completion!.Refusal is { } refusal)
        {
            _screen.Write((_displayedText.Length > 0 ? "\n" : "") + CompletionView.WithRefusal(null, refusal)); // it comes in no update
        }

        if (_displayedText.Length > 0 || !call.Completion!.HasToolCalls())
        {
            _screen.EndLine();
        }

        return call.Completion!;
    }

    private void Write(ChatWorkItem workItem, ChatCompletion completion)
    {
        var checkpointError = workItem.CheckpointedCall is null ? checkpoint.Record(workItem.Request, completion, cancellationToken) : null;
        completion.InputObject = workItem.InputObject;
        callFactory.PopulateData(completion);
        if (DataOnly)
        {
            cmdlet.WriteObject(completion.Data, enumerateCollection: true);
        }
        else
        {
            cmdlet.WriteObject(mode == OutputMode.Stream ? CreateLastUpdate(completion) : completion);
        }

        if (checkpointError is not null)
        {
            throw checkpointError;
        }
    }

    private static ChatUpdate CreateLastUpdate(ChatCompletion completion)
    {
        var last = ChatUpdate.CreateFinal(completion);
        last.InputObject = completion.InputObject;
        return last;
    }

    // Made once: a delegate for each token would be as large as the token.
    private bool MoveNext(ChatCall call) => PipelineThread.Wait(call.MoveNextAsync(), _onWaiting ??= OnWaiting, cancellationToken);

    private void OnWaiting()
    {
        log.FlushTo(cmdlet);
        CancelKey?.Poll();
    }
}
