namespace QubridPS;

/// <summary>What was found out about a connection. What could not be found out is null.</summary>
public sealed class ConnectionCheck
{
    /// <summary>Whether a call would do: reached, the key accepted, the model there.</summary>
    public bool Succeeded => Reachable == true && Authenticated == true && ModelFound == true;

    /// <summary>The root of the API.</summary>
    public Uri? BaseUri { get; internal set; }

    /// <summary>The model that was looked for.</summary>
    public string? Model { get; internal set; }

    /// <summary>Whether an HTTP answer came, of whatever status; null where nothing was sent.</summary>
    public bool? Reachable { get; internal set; }

    /// <summary>Whether the key was accepted; null where the answer does not tell.</summary>
    public bool? Authenticated { get; internal set; }

    /// <summary>Whether the key can use the model; null where the models were not told.</summary>
    public bool? ModelFound { get; internal set; }

    /// <summary>Seconds from sending the request to the end of its answer; null where none came.</summary>
    public double? LatencySeconds { get; internal set; }

    /// <summary>The stable id of what went wrong, such as Qubrid.Unauthorized; null where nothing did.</summary>
    public string? ErrorId { get; internal set; }

    /// <summary>What went wrong, in words; null where nothing did.</summary>
    public string? Error { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Succeeded ? "True" : $"False ({ErrorId})";

    internal void Fail(ErrorRecord record)
    {
        ErrorId = record.FullyQualifiedErrorId;
        Error = record.ErrorDetails?.Message ?? record.Exception.Message;
    }
}
