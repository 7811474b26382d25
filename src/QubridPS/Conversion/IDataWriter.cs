using System.Text;

namespace QubridPS.Conversion;

/// <summary>Takes objects one by one and gives their text in one format.</summary>
internal interface IDataWriter
{
    void Add(PSObject? item);

    /// <summary>All of it, once. A builder: a text of many megabytes is not made twice.</summary>
    StringBuilder Build();
}
