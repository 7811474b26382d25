namespace QubridPS.Conversion;

/// <summary>How piped objects are to become text.</summary>
internal sealed class ConversionOptions
{
    internal const int DefaultDepth = 4;

    internal DataFormat Format { get; init; }

    internal string[]? Property { get; init; }

    internal int Depth { get; init; } = DefaultDepth;

    internal Action<string> Warn { get; init; } = _ => { };

    internal IDataWriter CreateWriter()
    {
        var selector = new PropertySelector(Property);
        var converter = new ObjectJson(selector, Depth, Warn);
        return Format switch
        {
            DataFormat.Csv => new CsvData(converter, selector),
            DataFormat.List => new ListData(converter, selector),
            DataFormat.Text => new TextData(converter),
            _ => new JsonData(converter),
        };
    }

    internal string Describe() => Format switch
    {
        DataFormat.Csv => "CSV",
        DataFormat.List => "a list",
        DataFormat.Text => "text",
        _ => "JSON",
    };
}
