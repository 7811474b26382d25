using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Xml;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>
/// Selects the properties of an object that are converted: those that match the patterns. Without patterns, these are the columns of the view
/// that the console displays the object with, else the default display property set of the type, else all properties.
/// </summary>
internal sealed class PropertySelector(PropertyFilter? filter)
{
    private readonly PropertyLayoutCache _layouts = new();

    /// <summary>Gets the reader of views; null to use no views. Views apply to top-level objects only.</summary>
    internal DisplayViewReader? Views { get; init; }

    /// <summary>Gets whether the group of an object, which its view shows in a heading, is the first property.</summary>
    internal bool IncludeGroup { get; init; }

    /// <summary>Gets the values of views that are shared with another selector; null if there is none.</summary>
    internal DisplayedValues? SharedValues { get; init; }

    /// <summary>Gets the report of the properties of top-level objects; null for none.</summary>
    internal SentPropertyReport? Report { get; init; }

    /// <summary>
    /// Returns whether a top-level value that has a text is sent as its properties, because -Property selects some of them, or because the
    /// console shows columns that say more than the text.
    /// </summary>
    internal bool UsesProperties(object value) => filter is not null
        ? value is XmlNode or DateTime or DateTimeOffset or TimeSpan or Version or Uri or IPAddress or MailAddress or CultureInfo or TimeZoneInfo
        : value is CultureInfo or TimeZoneInfo && Views is not null;

    /// <summary>Returns the names and values of the selected properties. The patterns apply to top-level objects only.</summary>
    internal List<KeyValuePair<string, object?>> Select(object source, bool isTopLevel)
    {
        var fields = new List<KeyValuePair<string, object?>>();
        Select(source, isTopLevel, fields);
        return fields;
    }

    /// <summary>
    /// Replaces the content of a list with the names and values of the selected properties. The list is reused, because an iterator per
    /// object takes as much time as writing its JSON. The patterns apply to top-level objects only.
    /// </summary>
    internal void Select(object source, bool isTopLevel, List<KeyValuePair<string, object?>> fields)
    {
        fields.Clear();
        var isFiltered = isTopLevel && filter is not null;
        DisplayView? view = null;
        var unwrapped = PSObjectReader.Unwrap(source)!;
        if (unwrapped is IDictionary dictionary)
        {
            DictionaryProperties.AddTo(fields, dictionary);
        }
        else if (WellKnownTypeProperties.Get(unwrapped) is not { } wellKnown)
        {
            var properties = PSObject.AsPSObject(source);
            view = isTopLevel && !isFiltered ? Views?.Find(properties) : null;
            AddProperties(fields, properties, view, isFiltered);
        }
        else
        {
            fields.AddRange(wellKnown);
            if (isFiltered)
            {
                AddProperties(fields, PSObject.AsPSObject(source), view, isFiltered);
            }
        }

        if (isFiltered)
        {
            var properties = PSObject.AsPSObject(source);
            filter!.Apply(fields, properties, () => unwrapped is IDictionary ? null : Views?.Find(properties));
        }

        if (isTopLevel)
        {
            Report?.Add(PSObject.AsPSObject(source), fields, view);
        }
    }

    private void AddProperties(List<KeyValuePair<string, object?>> fields, PSObject source, DisplayView? view, bool isFiltered)
    {
        if (view is not null)
        {
            AddDisplayed(fields, source, view);
            return;
        }

        var layout = _layouts.Get(source);
        if (!isFiltered && layout.DefaultNames is { } names)
        {
            AddNamed(fields, source, names);
        }
        else if (!layout.HasOnlyInstanceProperties)
        {
            AddAll(fields, source, isFiltered);
        }
        else if (!TryAddInstanceProperties(fields, source, isFiltered))
        {
            fields.Clear();
            AddNamed(fields, source, PropertyLayoutCache.Inspect(source).DefaultNames!);
        }
    }

    private void AddDisplayed(List<KeyValuePair<string, object?>> fields, PSObject source, DisplayView view)
    {
        if (IncludeGroup && view.Group is { } group)
        {
            fields.Add(new(group.Name, group.Read(source)));
        }

        if (SharedValues is null)
        {
            view.AddTo(fields, source);
        }
        else
        {
            SharedValues.AddTo(fields, source, view);
        }
    }

    private static void AddNamed(List<KeyValuePair<string, object?>> fields, PSObject source, Collection<string> names)
    {
        foreach (var name in names)
        {
            if (source.Properties[name] is { } property)
            {
                fields.Add(new(property.Name, PSObjectReader.Read(property)));
            }
        }
    }

    private void AddAll(List<KeyValuePair<string, object?>> fields, PSObject source, bool isFiltered)
    {
        var excluded = WellKnownTypeProperties.GetExcludedNames(source.BaseObject.GetType());
        foreach (var property in source.Properties)
        {
            if (excluded is not null && excluded.Contains(property.Name))
            {
                continue;
            }

            AddIfSelected(fields, property, isFiltered);
        }
    }

    /// <summary>Returns false if the object itself, and not its type, defines which of its properties are displayed.</summary>
    private bool TryAddInstanceProperties(List<KeyValuePair<string, object?>> fields, PSObject source, bool isFiltered)
    {
        var members = new InstanceMemberEnumerator(source);
        while (members.MoveNext())
        {
            AddIfSelected(fields, members.Current, isFiltered);
        }

        return isFiltered || !members.SawNonProperty || !InstanceMemberEnumerator.MayHaveStandardMembers(source) || PropertyLayoutCache.Inspect(source).DefaultNames is null;
    }

    // Getters can be slow or throw: call only those of selected properties.
    private void AddIfSelected(List<KeyValuePair<string, object?>> fields, PSPropertyInfo property, bool isFiltered)
    {
        if (!isFiltered || filter!.IsMatch(property.Name))
        {
            fields.Add(new(property.Name, PSObjectReader.Read(property)));
        }
    }
}
