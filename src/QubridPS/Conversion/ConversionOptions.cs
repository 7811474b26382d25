namespace QubridPS.Conversion;

/// <summary>Represents the options for converting input objects to text.</summary>
internal sealed class ConversionOptions
{
    /// <summary>The default number of levels of nested objects.</summary>
    internal const int DefaultDepth = 4;

    /// <summary>Gets the text format.</summary>
    internal DataFormat Format { get; init; }

    /// <summary>Gets the names or wildcard patterns of the properties to include, or null for the default properties.</summary>
    internal string[]? Property { get; init; }

    /// <summary>Gets the number of levels of nested objects to include. Deeper objects are converted to strings.</summary>
    internal int Depth { get; init; } = DefaultDepth;

    /// <summary>Gets the callback that receives warnings.</summary>
    internal Action<string> WriteWarning { get; init; } = _ => { };

    /// <summary>Creates the writer for the format.</summary>
    internal IDataWriter CreateWriter()
    {
        var selector = new PropertySelector(Property);
        var converter = new PSObjectJsonWriter(selector, Depth, WriteWarning);
        return Format switch
        {
            DataFormat.Csv => new CsvDataWriter(converter, selector),
            DataFormat.List => new ListDataWriter(converter, selector),
            DataFormat.Text => new TextDataWriter(converter),
            _ => new JsonDataWriter(converter),
        };
    }

    /// <summary>Returns the name of the format for use in a sentence after "as".</summary>
    internal string FormatDisplayName() => Format switch
    {
        DataFormat.Csv => "CSV",
        DataFormat.List => "a list",
        DataFormat.Text => "text",
        _ => "JSON",
    };
}
