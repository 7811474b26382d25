using Qubrid.Client.Http;

namespace Qubrid.Client;

/// <summary>
/// Contains the models that are tried in turn when a model fails, and remembers for all calls that share it which models are down: those are not
/// tried again before some time has passed, and then by one call first. Thread-safe.
/// </summary>
public sealed class ModelFallback
{
    private static readonly TimeSpan s_minDownTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_maxDownTime = TimeSpan.FromDays(1);

    private readonly object _sync = new();
    private readonly IReadOnlyList<string> _models;
    private readonly Action<string>? _warn;
    private readonly Dictionary<string, DownModel> _down = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SharedRateLimiter> _rateLimiters = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _reported = [];

    /// <summary>Creates the fallback of a command.</summary>
    /// <param name="models">The models that follow the model of a request, in the order in which they are tried.</param>
    /// <param name="warn">Receives one message for each change from one model to another. It is called on any thread.</param>
    public ModelFallback(IReadOnlyList<string> models, Action<string>? warn = null)
    {
        (_models, _warn) = (models, warn);
        Now = () => TimeSpan.FromSeconds(CallDeadline.SecondsSince(0));
    }

    /// <summary>Gets the current time. Tests replace it.</summary>
    internal Func<TimeSpan> Now { get; init; }

    /// <summary>Returns the models of a call in the order in which they are tried, each once.</summary>
    internal List<string> GetModels(string first) => [.. _models.Prepend(first).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Removes and returns the first of the models that is not down. If all are down, returns the one that was down the longest if
    /// <paramref name="isRequired"/>, otherwise null. Describes the models that it skipped.
    /// </summary>
    internal string? TakeNext(List<string> models, bool isRequired, CallOptions options)
    {
        lock (_sync)
        {
            var now = Now();
            var index = models.FindIndex(model => CanTry(model, now));
            if (index < 0 && isRequired)
            {
                index = models.IndexOf(models.OrderBy(model => _down[model].RetryAt).First());
            }

            foreach (var skipped in models.Take(index < 0 ? models.Count : index))
            {
                options.WriteLog($"The model {skipped} is not tried, because it is down: {_down[skipped].Reason}");
            }

            if (index < 0)
            {
                return null;
            }

            var model = models[index];
            models.RemoveRange(0, index + 1);
            if (_down.TryGetValue(model, out var state))
            {
                state.IsBeingTried = true;
            }

            return model;
        }
    }

    /// <summary>Reports that a model has answered.</summary>
    internal void OnSucceeded(string model)
    {
        lock (_sync)
        {
            _down.Remove(model);
        }
    }

    /// <summary>Reports that a model failed in a way that shows nothing about later requests, or that its call was canceled.</summary>
    internal void OnAbandoned(string model)
    {
        lock (_sync)
        {
            if (_down.TryGetValue(model, out var state))
            {
                state.IsBeingTried = false;
            }
        }
    }

    /// <summary>Reports that a model failed after its retries. A model that was not found is not tried again for a day.</summary>
    internal void OnFailed(string model, QubridApiException failure)
    {
        lock (_sync)
        {
            _down[model] = new DownModel
            {
                Reason = failure.Message,
                RetryAt = Now() + (failure.Kind == QubridErrorKind.NotFound || failure.RetryAfter > s_maxDownTime ? s_maxDownTime
                    : failure.RetryAfter > s_minDownTime ? failure.RetryAfter.Value : s_minDownTime),
            };
        }
    }

    /// <summary>Reports that a call continues with another model.</summary>
    internal void OnChanged(string previous, string next, QubridApiException failure)
    {
        lock (_sync)
        {
            if (!_reported.Add((previous, next)))
            {
                return;
            }
        }

        _warn?.Invoke($"The model {previous} failed, and {next} is used instead. {failure.Message}");
    }

    /// <summary>Returns the rate limiter of a model: while the first model of a batch is paused, the others are not.</summary>
    internal SharedRateLimiter GetRateLimiter(string model)
    {
        lock (_sync)
        {
            return _rateLimiters.TryGetValue(model, out var limiter) ? limiter : _rateLimiters[model] = new SharedRateLimiter();
        }
    }

    private bool CanTry(string model, TimeSpan now) => !_down.TryGetValue(model, out var state) || (now >= state.RetryAt && !state.IsBeingTried);

    private sealed class DownModel
    {
        internal required string Reason { get; init; }

        internal required TimeSpan RetryAt { get; init; }

        /// <summary>Gets or sets whether a call tries the model after some time. Until it ends, the other calls do not.</summary>
        internal bool IsBeingTried { get; set; }
    }
}
