namespace Qubrid.Client;

/// <summary>Specifies what went wrong. The names are stable: they are part of error ids.</summary>
public enum QubridErrorKind
{
    /// <summary>Status 401 or 403: the API key is missing, invalid, or lacks permission.</summary>
    Unauthorized,

    /// <summary>Status 404: the model or the path was not found.</summary>
    NotFound,

    /// <summary>Status 400, 413, 422 or another 4xx: the service rejected the request.</summary>
    InvalidRequest,

    /// <summary>Status 429: too many requests or tokens, or the quota is used up.</summary>
    RateLimited,

    /// <summary>Status 5xx: the service or a gateway failed.</summary>
    ServerError,

    /// <summary>The connection failed, or was lost before a response was received.</summary>
    ConnectionFailed,

    /// <summary>The connection, the start of the response, or the whole call exceeded its time limit.</summary>
    Timeout,

    /// <summary>The response was interrupted: the connection was lost or stalled, or the stream ended without a finish reason.</summary>
    StreamInterrupted,

    /// <summary>The service reported an error inside a response with a successful status.</summary>
    StreamError,

    /// <summary>The response is not a valid chat completion.</summary>
    InvalidResponse,

    /// <summary>The completion does not match the schema.</summary>
    SchemaMismatch,

    /// <summary>The model called tools for more rounds than allowed.</summary>
    ToolRoundLimit,

    /// <summary>A tool requires an answer of the user, and the session cannot prompt.</summary>
    NotInteractive,

    /// <summary>The request cannot be redacted, because a pattern takes too long. It was not sent.</summary>
    RedactionFailed,

    /// <summary>The journal is replayed and contains no completion for the request.</summary>
    JournalMiss,

    /// <summary>The journal cannot be read or written. A completion that could not be recorded is the partial completion.</summary>
    JournalUnusable,
}
