namespace QubridPS.Conversion;

/// <summary>How piped objects are to become text.</summary>
internal sealed class ConversionOptions
{
    internal const int DefaultDepth = 4;

    internal DataFormat Format { get; init; }

    internal string[]? Property { get; init; }

    internal int Depth { get; init; } = DefaultDepth;

    internal Action<string> WriteWarning { get; init; } = _ => { };

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

    internal string FormatDisplayName() => Format switch
    {
        DataFormat.Csv => "CSV",
        DataFormat.List => "a list",
        DataFormat.Text => "text",
        _ => "JSON",
    };
}
