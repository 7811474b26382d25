namespace QubridPS.Conversion;

/// <summary>Represents the options for converting input objects to text.</summary>
internal sealed class ConversionOptions
{
    private PropertyFilter? _filter;

    /// <summary>The default number of levels of nested objects.</summary>
    internal const int DefaultDepth = 4;

    /// <summary>
    /// Gets the text format; null if none was specified, so that objects are JSON, and objects that stand for a text are that text.
    /// </summary>
    internal DataFormat? Format { get; init; }

    /// <summary>Gets the names or wildcard patterns of the properties to include, or null for the default properties.</summary>
    internal string[]? Property { get; init; }

    /// <summary>Gets the filter of <see cref="Property"/>, which all objects share; null if there is none.</summary>
    internal PropertyFilter? Filter => _filter ??= Property is null or [] ? null : new PropertyFilter(Property, WriteWarning);

    /// <summary>Gets the number of levels of nested objects to include. Deeper objects are converted to strings.</summary>
    internal int Depth { get; init; } = DefaultDepth;

    /// <summary>Gets the callback that receives warnings.</summary>
    internal Action<string> WriteWarning { get; init; } = _ => { };

    /// <summary>Gets the reader of the views that the console displays objects with; null to use only the default properties.</summary>
    internal DisplayViewReader? Views { get; init; }

    /// <summary>Gets the report of the properties that are sent; null for none.</summary>
    internal SentPropertyReport? Report { get; init; }

    /// <summary>Gets whether the data can be divided, so that its size is measured and a text is divided between lines.</summary>
    internal bool IsDivided { get; init; }

    /// <summary>Gets whether objects that stand for a text, such as the matches of Select-String, are sent as that text.</summary>
    internal bool SendsText => Property is null && Format is null or DataFormat.Text;

    /// <summary>Creates the writer for the format.</summary>
    /// <param name="values">The values that the writer shares with another one; null if there is only one.</param>
    /// <param name="includeGroup">Whether the group of an object, which its view shows in a heading, is included.</param>
    internal IDataWriter CreateWriter(DisplayedValues? values = null, bool includeGroup = false)
    {
        var selector = new PropertySelector(Filter) { Views = Views, Report = Report, SharedValues = values, IncludeGroup = includeGroup };
        var converter = new PSObjectJsonWriter(selector, Depth, WriteWarning);
        return Format switch
        {
            DataFormat.Csv => new CsvDataWriter(converter, selector),
            DataFormat.List => new ListDataWriter(converter, selector, IsDivided),
            DataFormat.Text => new TextDataWriter(converter, IsDivided),
            _ => new JsonDataWriter(converter, IsDivided),
        };
    }

    /// <summary>Creates the writer for objects like the first one.</summary>
    internal IDataWriter CreateWriterFor(PSObject? first) =>
        Property is null && first is not null && Format is not DataFormat.Text && WellKnownTypeProperties.Get(first.BaseObject) is null
        && Views?.Find(first)?.Group is { } group ? new GroupingDataWriter(this, group) : CreateWriter();

    /// <summary>Returns the name of the format for use in a sentence after "as".</summary>
    internal string FormatDisplayName() => Format switch
    {
        DataFormat.Csv => "CSV",
        DataFormat.List => "a list",
        DataFormat.Text => "text",
        _ => "JSON",
    };
}
