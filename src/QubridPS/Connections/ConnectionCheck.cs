namespace QubridPS;

/// <summary>Represents the result of Test-QubridConnection. A property that could not be determined is null.</summary>
public sealed class ConnectionCheck
{
    /// <summary>Gets whether the service was reached, the API key was accepted and the model is available.</summary>
    public bool Succeeded => Reachable == true && Authenticated == true && ModelFound == true;

    /// <summary>Gets the root of the API.</summary>
    public Uri? BaseUri { get; internal set; }

    /// <summary>Gets the model that was searched for.</summary>
    public string? Model { get; internal set; }

    /// <summary>Gets whether an HTTP response was received, with any status code; null if no request was sent.</summary>
    public bool? Reachable { get; internal set; }

    /// <summary>Gets whether the API key was accepted; null if the response does not show it.</summary>
    public bool? Authenticated { get; internal set; }

    /// <summary>Gets whether the model is available to the API key; null if the service returned no list of models.</summary>
    public bool? ModelFound { get; internal set; }

    /// <summary>Gets the time from sending the request to the end of the response, in seconds; null if no response was received.</summary>
    public double? LatencySeconds { get; internal set; }

    /// <summary>Gets the error id, such as Qubrid.Unauthorized; null if the test succeeded.</summary>
    public string? ErrorId { get; internal set; }

    /// <summary>Gets the error message; null if the test succeeded.</summary>
    public string? Error { get; internal set; }

    /// <summary>Gets what to do about the error; null if the test succeeded.</summary>
    public string? RecommendedAction { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Succeeded ? "True" : $"False ({ErrorId})";

    internal void Fail(ErrorRecord record)
    {
        ErrorId = record.FullyQualifiedErrorId;
        Error = record.ErrorDetails?.Message ?? record.Exception.Message;
        RecommendedAction = record.ErrorDetails?.RecommendedAction;
    }
}
