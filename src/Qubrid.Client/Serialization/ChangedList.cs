namespace Qubrid.Client.Serialization;

/// <summary>
/// Contains the items that the current chunk changes, so that the time for a chunk does not depend on the number of items received before:
/// a stream can have a thousand choices with a thousand tool calls each.
/// </summary>
internal sealed class ChangedList<T>
    where T : class
{
    // A set would take more time for the one item that most chunks change.
    private const int MaxSearched = 8;

    private readonly List<T> _items = [];
    private readonly HashSet<T> _known = [];
    private int _undone;

    internal void Add(T item)
    {
        if (_items.Count - _undone <= MaxSearched ? !Contains(item) : _known.Add(item))
        {
            _items.Add(item);
            if (_items.Count - _undone == MaxSearched + 1)
            {
                _known.UnionWith(_items.Skip(_undone));
            }
        }
    }

    /// <summary>Starts a chunk: calls the action for each item that the previous chunk changed.</summary>
    internal void Begin(Action<T> action)
    {
        foreach (var item in _items)
        {
            action(item);
        }

        _items.Clear();
        ClearKnown();
        _undone = 0;
    }

    /// <summary>Calls the action for each item that was changed since the chunk was started, or since the last undo.</summary>
    internal void Undo(Action<T> action)
    {
        for (var index = _undone; index < _items.Count; index++)
        {
            action(_items[index]);
        }

        _undone = _items.Count;
        ClearKnown();
    }

    private bool Contains(T item)
    {
        for (var index = _items.Count - 1; index >= _undone; index--)
        {
            if (ReferenceEquals(_items[index], item))
            {
                return true;
            }
        }

        return false;
    }

    private void ClearKnown()
    {
        if (_known.Count > 0)
        {
            _known.Clear();
        }
    }
}
