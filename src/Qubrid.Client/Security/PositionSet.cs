namespace Qubrid.Client.Security;

/// <summary>Contains a few distinct positions in a text, in the memory of the caller.</summary>
internal ref struct PositionSet(Span<int> buffer)
{
    private readonly Span<int> _buffer = buffer;

    internal int Count { get; private set; }

    internal readonly ReadOnlySpan<int> Positions => _buffer.Slice(0, Count);

    /// <summary>Adds a position, unless the buffer is full: a character can be read in only a few ways.</summary>
    internal void Add(int position)
    {
        if (Count < _buffer.Length && Positions.IndexOf(position) < 0)
        {
            _buffer[Count++] = position;
        }
    }

    internal void Clear() => Count = 0;
}
