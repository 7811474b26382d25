namespace Qubrid.Client;

/// <summary>What a connection's journal is for.</summary>
public enum JournalMode
{
    /// <summary>Every answer is asked of the service, and kept.</summary>
    Record,

    /// <summary>Every answer comes from the journal; the service is never asked.</summary>
    Replay,

    /// <summary>An answer that the journal holds comes from there; any other is asked of the service, and kept.</summary>
    Auto,
}
