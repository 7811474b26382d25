namespace QubridPS.Tests.Faults;

/// <summary>Specifies the phase in which a call is stopped.</summary>
public enum CallPhase
{
    /// <summary>The server accepts the connection, but does not respond to the TLS handshake.</summary>
    Connecting,
    Headers,
    Tokens,
    RetryDelay,
}
