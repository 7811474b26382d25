using System.Collections;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>
/// Selects properties by the names and wildcard patterns of -Property, and warns of those that no object has. One filter is used per command.
/// </summary>
internal sealed class PropertyFilter(string[] names, Action<string> warn)
{
    // Enough to recognize a misspelled name.
    private const int MaxNamesInWarning = 12;

    private readonly WildcardPattern[] _patterns = [.. names.Select(name => Wildcards.Create(name, "Property"))];
    private readonly bool[] _isUsed = new bool[names.Length];
    private bool _hasObjects;
    private bool _hasWarned;

    /// <summary>Gets a new filter that selects all properties.</summary>
    internal static PropertyFilter All => new(["*"], static _ => { });

    /// <summary>Returns whether a property is selected.</summary>
    internal bool IsMatch(string name) => Array.Exists(_patterns, pattern => pattern.IsMatch(name));

    /// <summary>
    /// Reduces the fields of an object to the selected ones, in the order of the patterns, each once. A name that is not a property can be
    /// the label of a column that the console shows, such as WS(M).
    /// </summary>
    internal void Apply(List<KeyValuePair<string, object?>> fields, PSObject source, Func<DisplayView?> findView)
    {
        var selected = new List<KeyValuePair<string, object?>>();
        for (var index = 0; index < _patterns.Length; index++)
        {
            var count = selected.Count;
            selected.AddRange(fields.Where(field => _patterns[index].IsMatch(field.Key)));
            if (selected.Count == count && !WildcardPattern.ContainsWildcardCharacters(names[index]))
            {
                findView()?.AddColumn(selected, source, names[index]);
            }

            _isUsed[index] |= selected.Count > count;
        }

        var unique = selected.GroupBy(field => field.Key, StringComparer.Ordinal).Select(same => same.First()).ToList();
        fields.Clear();
        fields.AddRange(unique);
        _hasObjects = true;
        if (fields.Count == 0)
        {
            WarnOfEmptyObject(source, findView());
        }
    }

    /// <summary>Warns of the names that no object had. Must be called after the last object.</summary>
    internal void WarnOfUnusedNames()
    {
        var unused = names.Where((_, index) => !_isUsed[index]).ToArray();
        if (!_hasObjects || _hasWarned || unused.Length == 0)
        {
            return;
        }

        warn($"No input object has a property that -Property names {Quote(unused)}, so it is not sent. "
            + "To list the properties, pipe the objects to Get-Member -MemberType Properties.");
    }

    private void WarnOfEmptyObject(PSObject source, DisplayView? view)
    {
        if (_hasWarned)
        {
            return;
        }

        _hasWarned = true;
        var type = source.TypeNames is [var name, ..] ? name : "object";
        var existing = source.BaseObject is IDictionary dictionary
            ? dictionary.Keys.Cast<object>().Select(key => InvariantText.From(key) ?? "")
            : (view?.ColumnNames ?? []).Concat(source.Properties.Select(property => property.Name));
        var all = existing.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var others = all.Length > MaxNamesInWarning ? $" and {all.Length - MaxNamesInWarning} others" : "";
        warn($"An object of type {type} has none of the properties that -Property names ({Quote(names)}), so it is sent without data. "
            + $"Its properties are: {string.Join(", ", all.Take(MaxNamesInWarning))}{others}.");
    }

    private static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => $"'{text}'"));
}
