using System.Text;

namespace QubridPS.Conversion;

/// <summary>Represents the text of a file.</summary>
/// <param name="Name">The name for the model, on one line.</param>
/// <param name="Text">The text, whose lines end with a line feed.</param>
internal sealed record FileText(string Name, StringBuilder Text);
