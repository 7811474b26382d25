using System.Threading.RateLimiting;

namespace Qubrid.Client.Http;

/// <summary>
/// Takes amounts from a token bucket that is filled evenly. An amount larger than the bucket, and a correction after the fact, become a debt
/// that the next call pays first. <see cref="TakeAsync"/> is called by one caller at a time; <see cref="AddDebt"/> by any.
/// </summary>
#pragma warning disable CA1001 // without automatic replenishment, the limiter has no timer to release
internal sealed class RateBucket
#pragma warning restore CA1001
{
    private readonly object _sync = new();
    private readonly TokenBucketRateLimiter _limiter;
    private readonly string _description;
    private readonly double _perSecond;
    private readonly int _max;
    private double _debt;

    /// <summary>Creates a bucket that is full.</summary>
    /// <param name="perMinute">What is added per minute, 1 or greater.</param>
    /// <param name="burstSeconds">The time in which an empty bucket becomes full.</param>
    /// <param name="unit">What is limited, for the log.</param>
    internal RateBucket(int perMinute, double burstSeconds, string unit)
    {
        _description = FormattableString.Invariant($"{perMinute} {unit} per minute");
        _perSecond = perMinute / 60d;
        _max = (int)Math.Max(2, _perSecond * burstSeconds);
        var perPeriod = 1 + (perMinute / 60_000); // so that the period is at least about 1 ms, and rounding it to ticks changes nothing
        _limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            // A timer of the limiter would add whole tokens at whole milliseconds. TryReplenish adds what the elapsed time is worth.
            AutoReplenishment = false,
            TokensPerPeriod = perPeriod,
            ReplenishmentPeriod = TimeSpan.FromSeconds(perPeriod / _perSecond),
            TokenLimit = _max,
        });
    }

    /// <summary>Leaves one token in a new bucket, so that the first minute does not exceed the rate.</summary>
    internal void Empty() => _limiter.AttemptAcquire(_max - 1).Dispose();

    /// <summary>Waits until the debt is paid and the amount is available, or a full bucket if the amount is larger, and takes it.</summary>
    internal async Task TakeAsync(double amount, CallOptions options, CancellationToken cancellationToken)
    {
        for (var isLogged = false; GetDue(amount) is var due and > 0;)
        {
            var payment = (int)Math.Ceiling(Math.Min(due, _max));
            _limiter.TryReplenish();
            using var lease = _limiter.AttemptAcquire(payment);
            if (lease.IsAcquired)
            {
                AddDebt(-payment);
                continue;
            }

            lease.TryGetMetadata(MetadataName.RetryAfter, out var delay);
            if (!isLogged)
            {
                isLogged = true;
                options.WriteLog(
                    $"Waiting {delay.TotalSeconds + ((due - payment) / _perSecond):0.000} s for the rate limit of the connection ({_description}).");
            }

            // A timer ends up to a millisecond early.
            await Task.Delay(delay + TimeSpan.FromMilliseconds(1), cancellationToken).ConfigureAwait(false);
        }

        AddDebt(amount);
    }

    /// <summary>Lets the next call pay more, or less if the amount is negative. Not more than a full bucket is given back.</summary>
    internal void AddDebt(double amount)
    {
        lock (_sync)
        {
            _debt = Math.Max(_debt + amount, -_max);
        }
    }

    private double GetDue(double amount)
    {
        lock (_sync)
        {
            return _debt + Math.Min(amount, _max);
        }
    }
}
