namespace Qubrid.Client;

/// <summary>Specifies how a client uses its journal.</summary>
public enum JournalMode
{
    /// <summary>Sends every request and records its completion.</summary>
    Record,

    /// <summary>Replays recorded completions and sends nothing. An unknown request fails with <see cref="QubridErrorKind.JournalMiss"/>.</summary>
    Replay,

    /// <summary>Replays a completion if it was recorded; otherwise sends the request and records its completion.</summary>
    Auto,
}
