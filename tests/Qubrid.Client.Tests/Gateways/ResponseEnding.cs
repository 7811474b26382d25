namespace Qubrid.Client.Tests.Gateways;

/// <summary>Specifies what happens to the connection after the last byte of a body.</summary>
internal enum ResponseEnding
{
    Complete,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The connection stays open, and nothing more is sent.</summary>
    Silence,
}
