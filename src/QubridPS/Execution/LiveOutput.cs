using System.Text;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Formatting;

namespace QubridPS.Execution;

/// <summary>The output of -Live and of the interactive chat: displays the text in the host as it arrives and returns the completion.</summary>
internal sealed class LiveOutput : IOutputMode
{
    private readonly CommandContext _context;
    private readonly LiveTextWriter _writer;
    private readonly StringBuilder _displayedText = new();

    internal LiveOutput(CommandContext context)
    {
        _context = context;
        _writer = new LiveTextWriter(context.Cmdlet);
    }

    /// <summary>Gets the monitor of Ctrl+C, which cancels the response and not the command; null if Ctrl+C stops the command.</summary>
    internal CancelKeyMonitor? CancelKey { get; init; }

    /// <summary>Gets the text of the current response that was displayed so far.</summary>
    internal string DisplayedText => _displayedText.ToString();

    public ChatCompletion Read(ChatCall call, ChatWorkItem workItem)
    {
        _displayedText.Clear();
        using var monitoring = CancelKey?.Start();
        using var progress = new ChatProgress(_context.Cmdlet, call, workItem.Request.Model, _context.RateLimit);
        try
        {
            ReadUpdates(call, progress);
        }
        catch (Exception error) when (_displayedText.Length > 0 && error is QubridApiException or OperationCanceledException && !_context.Cmdlet.Stopping)
        {
            _writer.EndLine(); // the error message starts on a new line
            throw;
        }

        WriteEnd(call.Completion!);
        return call.Completion!;
    }

    public object ToOutput(ChatCompletion completion) => completion;

    private void ReadUpdates(ChatCall call, ChatProgress progress)
    {
        // One delegate for all updates: a new one for each would be as large as the update.
        Action onWaiting = () => OnWaiting(progress);
        while (PipelineThread.Wait(call.MoveNextAsync(), onWaiting, _context.CancellationToken))
        {
            progress.Complete();

            // Only the first choice is displayed, because interleaved choices are unreadable.
            if (call.Current is { Text: { } text, Index: 0 })
            {
                _writer.Write(TerminalSanitizer.Sanitize(text));
                _displayedText.Append(text);
            }

            CancelKey?.Poll();
            _context.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void WriteEnd(ChatCompletion completion)
    {
        if (completion.Refusal is { } refusal)
        {
            _writer.Write((_displayedText.Length > 0 ? "\n" : "") + CompletionView.AppendRefusal(null, refusal)); // no update contains the refusal
        }

        if (_displayedText.Length > 0 || !completion.HasToolCalls())
        {
            _writer.EndLine();
        }
    }

    private void OnWaiting(ChatProgress progress)
    {
        _context.Log.FlushTo(_context.Cmdlet);
        progress.WriteRateLimitWait();
        CancelKey?.Poll();
    }
}
