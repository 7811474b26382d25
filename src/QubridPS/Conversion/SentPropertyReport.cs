using System.Collections;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>Describes for each type of input object which properties are sent, and how many are not.</summary>
/// <param name="write">Receives a line of the report.</param>
/// <param name="selection">What the user types to select properties, for use after "Use".</param>
internal sealed class SentPropertyReport(Action<string> write, string selection)
{
    private readonly HashSet<string> _describedTypes = new(StringComparer.OrdinalIgnoreCase);
    private string? _lastType;

    /// <summary>Describes the properties of an object, unless an object of its type was described before.</summary>
    internal void Add(PSObject source, IReadOnlyList<KeyValuePair<string, object?>> sent, DisplayView? view)
    {
        if (IsNew(source, out var type))
        {
            var names = sent.Select(field => field.Key).Concat(view?.UsedProperties ?? []);
            var usedNames = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
            var omitted = source.BaseObject is IDictionary dictionary
                ? dictionary.Count - sent.Count
                : source.Properties.Count(property => !usedNames.Contains(property.Name));
            Write($"Sent of each {type}: {string.Join(", ", sent.Select(field => field.Key))}{DescribeOmitted(omitted)}");
        }
    }

    /// <summary>Describes that the text of an object is sent, unless an object of its type was described before.</summary>
    internal void AddText(PSObject source)
    {
        if (IsNew(source, out var type))
        {
            Write($"Sent of each {type}: its text. Use {selection} to send its properties.");
        }
    }

    /// <summary>Describes that the group of the objects is sent too.</summary>
    internal void AddGroup(string name) => Write($"{name} is sent as well, because it is not the same for all objects.");

    private string DescribeOmitted(int count) => count switch
    {
        <= 0 => ".",
        1 => $"; 1 property is not sent. Use {selection} to choose.",
        _ => $"; {count} properties are not sent. Use {selection} to choose.",
    };

    private bool IsNew(PSObject source, out string type)
    {
        var names = source.TypeNames;
        type = names.Count == 0 ? "object" : names[0] == typeof(PSCustomObject).FullName ? nameof(PSCustomObject) : names[0];
        if (type == _lastType)
        {
            return false; // successive objects usually have the same type
        }

        _lastType = type;
        return _describedTypes.Add(type);
    }

    // Property names are input data too.
    private void Write(string line) => write(TerminalSanitizer.SanitizeLine(line));
}
