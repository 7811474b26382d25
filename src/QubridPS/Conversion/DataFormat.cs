namespace QubridPS;

/// <summary>How piped objects become text. Strings stay as they are, line by line, where nothing but strings is piped.</summary>
public enum DataFormat
{
    /// <summary>Compact JSON: one object, or an array of them.</summary>
    Json,

    /// <summary>A header and a line for each object; the shortest form for many objects of one kind.</summary>
    Csv,

    /// <summary>"Name : value" lines, as Format-List shows them.</summary>
    List,

    /// <summary>Each object's own text, a line each.</summary>
    Text,
}
