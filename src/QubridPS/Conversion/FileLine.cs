namespace QubridPS.Conversion;

/// <summary>Represents a line of a text file whose lines are sent as data.</summary>
/// <param name="FileName">The name of the file for the model, on one line.</param>
/// <param name="Number">The position of the line, starting with 1; 0 for an empty file, which has no line.</param>
/// <param name="Text">The text without the line end.</param>
internal readonly record struct FileLine(string FileName, long Number, string Text)
{
    /// <summary>Returns the line that names the file, for text that begins with this line of the file.</summary>
    internal string GetHeading() => $"--- file \"{FileName}\"{(Number switch
    {
        0 => " (empty)",
        1 => "",
        _ => $" (continued from line {Number})",
    })} ---";
}
