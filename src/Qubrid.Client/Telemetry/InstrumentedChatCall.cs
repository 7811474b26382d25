using System.Diagnostics;

namespace Qubrid.Client.Telemetry;

/// <summary>Adds an activity and metrics to another call. The activity lasts from the first read to the end of the call.</summary>
internal sealed class InstrumentedChatCall(ChatCall call, ChatRequest request, Uri endpoint) : ChatCall
{
    private readonly TagList _tags = ChatTelemetry.CreateTags(request, endpoint);
    private Activity? _activity;
    private bool _started;
    private bool _ended;

    public override int ChunksReceived => call.ChunksReceived;

    public override double ElapsedSeconds => call.ElapsedSeconds;

    public override Task<ChatCompletion> CompleteAsync() => TraceAsync(async () => Completion = await call.CompleteAsync().ConfigureAwait(false), _ => true);

    public override async ValueTask<bool> MoveNextAsync() => await TraceAsync(
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
        Complete(failure: null); // disposed before the end of the response
        base.Dispose(disposing);
    }

    private async Task<T> TraceAsync<T>(Func<Task<T>> step, Func<T, bool> isLast)
    {
        if (!_started)
        {
            _started = true;
            _activity = ChatTelemetry.StartActivity(request, _tags);
        }

        try
        {
            var result = await step().ConfigureAwait(false);
            if (isLast(result))
            {
                Complete(failure: null);
            }

            return result;
        }
        catch (QubridApiException failure)
        {
            Complete(failure);
            throw;
        }
    }

    private void Complete(QubridApiException? failure)
    {
        if (_started && !_ended)
        {
            _ended = true;
            ChatTelemetry.Record(call.ElapsedSeconds, _tags, Completion, failure);
            ChatTelemetry.StopActivity(_activity, Completion, failure);
        }
    }
}
