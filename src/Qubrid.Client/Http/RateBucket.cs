namespace Qubrid.Client.Http;

/// <summary>
/// Holds an amount that grows evenly up to a maximum and is taken from. It can become negative, by a request larger than the maximum or by a
/// correction; then nothing is available until the debt has been made up for. Not thread-safe.
/// </summary>
internal sealed class RateBucket
{
    private readonly double _perSecond;
    private readonly double _max;
    private double _amount;
    private double _updatedAt;

    internal RateBucket(double perMinute, double max, double now) =>
        (_perSecond, _max, _amount, _updatedAt) = (perMinute / 60, max, max, now);

    /// <summary>Returns the number of seconds until the cost is available, or the maximum if the cost is greater.</summary>
    internal double GetDelay(double cost, double now)
    {
        Refill(now);
        return Math.Max(0, (Math.Min(cost, _max) - _amount) / _perSecond);
    }

    /// <summary>Takes a cost, or returns it if it is negative.</summary>
    internal void Take(double cost, double now)
    {
        Refill(now);
        _amount = Math.Min(_max, _amount - cost);
    }

    private void Refill(double now)
    {
        _amount = Math.Min(_max, _amount + ((now - _updatedAt) * _perSecond));
        _updatedAt = now;
    }
}
