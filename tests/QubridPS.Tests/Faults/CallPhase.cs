namespace QubridPS.Tests.Faults;

/// <summary>Where a call can be when it is stopped.</summary>
public enum CallPhase
{
    /// <summary>The other side takes the connection, and says nothing to the TLS handshake.</summary>
    Connecting,
    Headers,
    Tokens,
    RetryDelay,
}
