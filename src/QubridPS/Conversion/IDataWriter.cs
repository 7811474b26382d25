using System.Text;

namespace QubridPS.Conversion;

/// <summary>Converts objects to text in one format.</summary>
internal interface IDataWriter
{
    /// <summary>Adds an object.</summary>
    void Add(PSObject? item);

    /// <summary>Returns the text of all objects. Can be called once. A StringBuilder avoids a second copy of a large text.</summary>
    StringBuilder Build();
}
