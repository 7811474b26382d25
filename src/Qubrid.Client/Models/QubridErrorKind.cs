namespace Qubrid.Client;

/// <summary>What went wrong, in the terms of the one who called. The names are the stable ids of errors.</summary>
public enum QubridErrorKind
{
    /// <summary>401 or 403: the key is missing, wrong, or may not do this.</summary>
    Unauthorized,

    /// <summary>404: no such model, or no such path.</summary>
    NotFound,

    /// <summary>400, 413, 422 and other 4xx: the service refuses the request as it is.</summary>
    InvalidRequest,

    /// <summary>429: too many requests or tokens.</summary>
    RateLimited,

    /// <summary>5xx: the service or a gateway before it failed.</summary>
    ServerError,

    /// <summary>No connection, or lost before the answer began.</summary>
    ConnectionFailed,

    /// <summary>Too long: to connect, until the answer began, or in all.</summary>
    Timeout,

    /// <summary>The answer broke off: connection lost, stalled, or ended without a finish.</summary>
    StreamInterrupted,

    /// <summary>The service reported an error inside an answer that had begun.</summary>
    StreamError,

    /// <summary>The answer is no chat completion.</summary>
    InvalidResponse,

    /// <summary>The answer does not fit the schema that was asked for.</summary>
    SchemaMismatch,

    /// <summary>The model went on calling tools for more rounds than were allowed.</summary>
    ToolRoundLimit,

    /// <summary>A journal is replayed, and holds no answer to the request.</summary>
    JournalMiss,

    /// <summary>The journal cannot be read or written; an answer that could not be kept is the partial completion.</summary>
    JournalUnusable,
}
