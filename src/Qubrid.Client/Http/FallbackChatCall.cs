using System.Diagnostics;

namespace Qubrid.Client.Http;

/// <summary>
/// Sends a request to the first of several models that answers. Another model is tried only if nothing of a completion was returned yet. The
/// total timeout applies to all of them together.
/// </summary>
internal sealed class FallbackChatCall(
    ModelFallback fallback, ChatRequest request, CallOptions options, Func<ChatRequest, CallOptions, ChatCall> createCall) : ChatCall
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<string> _tried = [];
    private ChatCall? _call;
    private QubridApiException? _previousFailure;

    public override int ChunksReceived => Volatile.Read(ref _call)?.ChunksReceived ?? 0;

    public override double ElapsedSeconds => CallDeadline.SecondsSince(_start);

    public override async Task<ChatCompletion> CompleteAsync() =>
        Completion = await StartAsync(static call => call.CompleteAsync()).ConfigureAwait(false);

    public override async ValueTask<bool> MoveNextAsync()
    {
        var moved = _call is null
            ? await StartAsync(static call => call.MoveNextAsync().AsTask()).ConfigureAwait(false)
            : await _call.MoveNextAsync().ConfigureAwait(false);
        (Current, Completion) = (_call!.Current, _call.Completion);
        return moved;
    }

    private protected override void Dispose(bool disposing)
    {
        _call?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Executes the first step of a call with each model until one succeeds.</summary>
    private async Task<T> StartAsync<T>(Func<ChatCall, Task<T>> step)
    {
        var first = options.AnsweringModel?.Name ?? request.Model;
        var models = fallback.GetModels(first);
        for (var model = fallback.TakeNext(models, isRequired: true, options)!; ;)
        {
            try
            {
                var result = await step(OpenCall(model, model == first)).ConfigureAwait(false);
                OnSucceeded(model);
                return result;
            }
            catch (QubridApiException failure)
            {
                if (TakeNext(models, model, failure) is not { } next)
                {
                    throw;
                }

                fallback.OnChanged(model, next, failure);
                model = next;
            }
            catch
            {
                fallback.OnAbandoned(model);
                throw;
            }
        }
    }

    private ChatCall OpenCall(string model, bool isFirst)
    {
        _call?.Dispose();
        var limiter = options.RateLimiter is null || isFirst ? options.RateLimiter : fallback.GetRateLimiter(model);
        var call = createCall(
            model == request.Model ? request : request.WithModel(model),
            options with { RateLimiter = limiter, ElapsedBefore = TimeSpan.FromSeconds(ElapsedSeconds) });
        Volatile.Write(ref _call, call);
        return call;
    }

    private void OnSucceeded(string model)
    {
        fallback.OnSucceeded(model);
        if (options.AnsweringModel is not null)
        {
            options.AnsweringModel.Name = model;
        }
    }

    /// <summary>Returns the model to try after a failure, or null if the failure is the result of the call.</summary>
    private string? TakeNext(List<string> models, string model, QubridApiException failure)
    {
        _tried.Add(model);
        failure.Attempts += _previousFailure?.Attempts ?? 0;
        failure.PartialCompletion ??= _previousFailure?.PartialCompletion;
        _previousFailure = failure;
        string? next = null;
        if (HasTimeLeft() && ShouldFallBack(failure))
        {
            fallback.OnFailed(model, failure);
            next = fallback.TakeNext(models, isRequired: false, options);
        }
        else
        {
            fallback.OnAbandoned(model);
        }

        if (next is null && _tried.Count > 1)
        {
            failure.AddSentence($"The models {string.Join(", ", _tried)} were tried in turn");
        }

        return next;
    }

    private bool HasTimeLeft() => options.TotalTimeout == Timeout.InfiniteTimeSpan || ElapsedSeconds < options.TotalTimeout.TotalSeconds;

    // Another model does not help if the key or the request is rejected.
    private static bool ShouldFallBack(QubridApiException failure) => failure.Kind switch
    {
        QubridErrorKind.RateLimited or QubridErrorKind.ServerError or QubridErrorKind.Timeout or QubridErrorKind.ConnectionFailed
            or QubridErrorKind.StreamInterrupted or QubridErrorKind.StreamError or QubridErrorKind.NotFound => true,
        QubridErrorKind.InvalidRequest => ErrorStatus.IsModelNotFound(failure),
        _ => false,
    };
}
