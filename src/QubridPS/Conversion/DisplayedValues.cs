namespace QubridPS.Conversion;

/// <summary>Keeps the values of the current object, so that two writers need to read them only once.</summary>
internal sealed class DisplayedValues
{
    private readonly List<KeyValuePair<string, object?>> _fields = [];
    private PSObject? _source;

    /// <summary>Adds the names and values of an object; reads them only for the first call after <see cref="Clear"/>.</summary>
    internal void AddTo(List<KeyValuePair<string, object?>> fields, PSObject source, DisplayView view)
    {
        if (!ReferenceEquals(source, _source))
        {
            _fields.Clear();
            view.AddTo(_fields, source);
            _source = source;
        }

        fields.AddRange(_fields);
    }

    /// <summary>Forgets the values, before the next object.</summary>
    internal void Clear() => _source = null;
}
