namespace QubridPS;

/// <summary>How often calls failed with an error.</summary>
public sealed class ErrorCount
{
    internal ErrorCount(string errorId, int count)
    {
        ErrorId = errorId;
        Count = count;
    }

    /// <summary>The stable id, such as Qubrid.RateLimited.</summary>
    public string ErrorId { get; }

    /// <summary>How often.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{ErrorId} x {Count}";
}
