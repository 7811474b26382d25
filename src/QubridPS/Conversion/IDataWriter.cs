using System.Text;

namespace QubridPS.Conversion;

/// <summary>Converts objects to text in one format. The first objects can be taken out, so that the data is divided.</summary>
internal interface IDataWriter
{
    /// <summary>Gets the number of objects.</summary>
    int Count { get; }

    /// <summary>Adds an object.</summary>
    void Add(PSObject? item);

    /// <summary>Returns the text of all objects. Can be called once. A StringBuilder avoids a second copy of a large text.</summary>
    StringBuilder Build();

    /// <summary>
    /// Returns the cost of the text of the first objects, in hundredths of a token. Available if the options divide the data.
    /// </summary>
    /// <param name="count">The number of objects.</param>
    /// <param name="isPart">Whether the objects are a part of the data. If not, they are all of it.</param>
    long GetCost(int count, bool isPart);

    /// <summary>Returns a copy of the text of the first objects.</summary>
    StringBuilder Copy(int count, bool isPart);

    /// <summary>Removes the first objects.</summary>
    void Remove(int count);
}
