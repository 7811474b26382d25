using System.Text.RegularExpressions;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>Represents the source of a value in a view: a property or a script block.</summary>
internal sealed class DisplayExpression
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex s_property = new(@"^\s*\$(?:_|PSItem)\.(\w+)\s*;?\s*$", Options);
    private static readonly Regex s_usedProperty = new(@"\$(?:_|PSItem)\.(\w+)", Options);

    internal DisplayExpression(DisplayEntry entry)
    {
        // A script that only names a property is read as that property, which is faster.
        Property = entry.ValueType == DisplayEntryValueType.Property ? entry.Value
            : s_property.Match(entry.Value) is { Success: true } match ? match.Groups[1].Value
            : null;
        Script = Property is null ? new DisplayScript(entry.Value) : null;
    }

    /// <summary>Gets the name of the property; null if the value is calculated by a script.</summary>
    internal string? Property { get; }

    /// <summary>Gets the script; null if the value is a property.</summary>
    internal DisplayScript? Script { get; }

    /// <summary>Gets the names of the properties that determine the value.</summary>
    internal IEnumerable<string> UsedProperties => Property is not null
        ? [Property]
        : s_usedProperty.Matches(Script!.Text).Cast<Match>()
            .Select(match => match.Groups[1].Value)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the value for an object, or null if it does not exist or reading it fails.</summary>
    internal object? Evaluate(PSObject source) => Script is not null
        ? Script.Run(source)
        : source.Properties[Property!] is { } property ? PSObjectReader.Read(property) : null;

    /// <summary>Returns whether the value for an object is true.</summary>
    internal bool IsTrue(PSObject source) => LanguagePrimitives.IsTrue(Evaluate(source));
}
