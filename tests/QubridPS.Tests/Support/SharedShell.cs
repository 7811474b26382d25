namespace QubridPS.Tests.Support;

/// <summary>Keeps one session for the tests of a class, because opening a session takes longer than most calls. Each test connects it anew.</summary>
public sealed class SharedShell : IDisposable
{
    internal Shell Shell { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => Shell.Dispose();
}
