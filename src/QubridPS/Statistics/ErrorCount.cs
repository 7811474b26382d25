namespace QubridPS;

/// <summary>Represents how many calls failed with one error id.</summary>
public sealed class ErrorCount
{
    internal ErrorCount(string errorId, int count)
    {
        ErrorId = errorId;
        Count = count;
    }

    /// <summary>Gets the error id, for example Qubrid.RateLimited.</summary>
    public string ErrorId { get; }

    /// <summary>Gets the number of calls.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{ErrorId} x {Count}";
}
