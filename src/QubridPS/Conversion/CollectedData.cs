using System.Text;

namespace QubridPS.Conversion;

/// <summary>Represents input data as text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Description">The amount and the format, for example "2 objects as CSV".</param>
internal sealed record CollectedData(StringBuilder Text, string Description);
