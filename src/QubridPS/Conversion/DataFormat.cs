namespace QubridPS;

/// <summary>Specifies how input objects are converted to text. If all input objects are strings, they are used unchanged, one per line.</summary>
public enum DataFormat
{
    /// <summary>Compact JSON: a single object as an object, several as an array.</summary>
    Json,

    /// <summary>CSV with a header and one line per object; the shortest format for many objects of the same type.</summary>
    Csv,

    /// <summary>Lines of the form "Name : value", in the same way as Format-List displays objects.</summary>
    List,

    /// <summary>The string value of each object, one per line.</summary>
    Text,

    /// <summary>The content of files: the text of text files, with their names, and images as images.</summary>
    Content,
}
