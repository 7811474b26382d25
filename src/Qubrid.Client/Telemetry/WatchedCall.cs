using System.Diagnostics;

namespace Qubrid.Client.Telemetry;

/// <summary>A call that somebody watches: a span from its first step to its end, and its figures.</summary>
internal sealed class WatchedCall(ChatCall call, ChatRequest request, Uri address) : ChatCall
{
    private readonly TagList _tags = ChatTelemetry.Tags(request, address);
    private Activity? _activity;
    private bool _begun;
    private bool _ended;

    public override int PiecesReceived => call.PiecesReceived;

    public override double ElapsedSeconds => call.ElapsedSeconds;

    public override Task<ChatCompletion> CompleteAsync() => WatchAsync(async () => Completion = await call.CompleteAsync().ConfigureAwait(false), _ => true);

    public override async ValueTask<bool> MoveNextAsync() => await WatchAsync(
        async () =>
        {
            var moved = await call.MoveNextAsync().ConfigureAwait(false);
            (Current, Completion) = (call.Current, call.Completion);
            return moved;
        },
        moved => !moved || Current is { IsLast: true }).ConfigureAwait(false);

    private protected override void Dispose(bool disposing)
    {
        call.Dispose();
        End(failure: null); // nobody reads on: the span ends here
        base.Dispose(disposing);
    }

    private async Task<T> WatchAsync<T>(Func<Task<T>> step, Func<T, bool> isLast)
    {
        if (!_begun)
        {
            _begun = true;
            _activity = ChatTelemetry.Start(request, _tags);
        }

        try
        {
            var result = await step().ConfigureAwait(false);
            if (isLast(result))
            {
                End(failure: null);
            }

            return result;
        }
        catch (QubridApiException failure)
        {
            End(failure);
            throw;
        }
    }

    private void End(QubridApiException? failure)
    {
        if (_begun && !_ended)
        {
            _ended = true;
            ChatTelemetry.Record(call.ElapsedSeconds, _tags, Completion, failure);
            ChatTelemetry.Finish(_activity, Completion, failure);
        }
    }
}
