namespace Qubrid.Client.Security;

/// <summary>A few distinct positions in a text, without memory of its own.</summary>
internal ref struct PositionSet(Span<int> buffer)
{
    private readonly Span<int> _buffer = buffer;

    internal int Count { get; private set; }

    internal readonly ReadOnlySpan<int> Positions => _buffer.Slice(0, Count);

    /// <summary>Adds a position. More than the buffer holds are left out: a text has at most a handful of readings.</summary>
    internal void Add(int position)
    {
        if (Count < _buffer.Length && Positions.IndexOf(position) < 0)
        {
            _buffer[Count++] = position;
        }
    }

    internal void Clear() => Count = 0;
}
