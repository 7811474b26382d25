using System.Globalization;

namespace Qubrid.Client.Redaction;

/// <summary>Assigns placeholders to values, in the order in which they are added. Equal values have equal placeholders.</summary>
internal sealed class PlaceholderMap(Redactor redactor)
{
    private readonly Dictionary<string, Dictionary<string, string>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, string Value)> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastNumbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reserved = new(StringComparer.Ordinal);

    // Sorted, to find the placeholders that begin with a text.
    private readonly SortedSet<string> _restored = new(StringComparer.Ordinal);

    /// <summary>Gets the number of distinct values by category or name.</summary>
    internal IReadOnlyDictionary<string, int> Counts => _byName.ToDictionary(pair => pair.Key, pair => pair.Value.Count, StringComparer.Ordinal);

    /// <summary>Gets whether the placeholder stands for a value.</summary>
    internal bool IsAssigned(string placeholder) => _values.ContainsKey(placeholder);

    /// <summary>Excludes a placeholder that occurs in the text of the user, so that it does not stand for a value.</summary>
    internal void Reserve(string placeholder) => _reserved.Add(placeholder);

    /// <summary>Returns the placeholder of a value, which is assigned if necessary.</summary>
    internal string GetOrAdd(string name, string value)
    {
        if (!_byName.TryGetValue(name, out var placeholders))
        {
            _byName[name] = placeholders = new Dictionary<string, string>(IsCaseIgnored(name) ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        }

        if (!placeholders.TryGetValue(value, out var placeholder))
        {
            placeholders[value] = placeholder = CreateNext(name);
            _values[placeholder] = (name, value);
            if (redactor.IsRestored(name))
            {
                _restored.Add(placeholder);
            }
        }

        return placeholder;
    }

    /// <summary>Returns the value of a placeholder that is replaced in completions, or null.</summary>
    internal string? TryRestore(string placeholder) => _restored.Contains(placeholder) ? _values[placeholder].Value : null;

    /// <summary>Returns whether the text is the beginning, but not the whole, of a placeholder that is replaced in completions.</summary>
    internal bool IsRestoredPrefix(string text) =>
        text.Length <= Placeholder.MaxLength && _restored.GetViewBetween(text, text + char.MaxValue).Min is { } first && first.Length > text.Length && first.StartsWith(text, StringComparison.Ordinal);

    // E-mail addresses and names of hosts, also those of a pattern with such a name.
    private static bool IsCaseIgnored(string name) =>
        name is RedactionCategories.Email or RedactionCategories.ComputerName || CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, "host", CompareOptions.OrdinalIgnoreCase) >= 0;

    private string CreateNext(string name)
    {
        _lastNumbers.TryGetValue(name, out var number);
        string placeholder;
        do
        {
            placeholder = Placeholder.Create(name, ++number);
        }
        while (_reserved.Contains(placeholder) || _values.ContainsKey(placeholder));
        _lastNumbers[name] = number;
        return placeholder;
    }
}
