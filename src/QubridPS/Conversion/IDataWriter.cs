namespace QubridPS.Conversion;

/// <summary>Takes objects one by one and gives their text in one format.</summary>
internal interface IDataWriter
{
    void Add(PSObject? item);

    string Build();
}
