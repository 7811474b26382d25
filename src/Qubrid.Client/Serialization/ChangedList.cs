namespace Qubrid.Client.Serialization;

/// <summary>
/// Contains the items that the current chunk changes, so that the time for a chunk does not depend on the number of items received before:
/// a stream can have a thousand choices with a thousand tool calls each.
/// </summary>
internal sealed class ChangedList<T>
    where T : class
{
    private readonly List<T> _items = [];
    private readonly HashSet<T> _known = [];
    private int _undone;

    internal void Add(T item)
    {
        if ((_items.Count == 0 || !ReferenceEquals(_items[_items.Count - 1], item) || _undone == _items.Count) && _known.Add(item))
        {
            _items.Add(item);
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
        _known.Clear();
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
        _known.Clear();
    }
}
