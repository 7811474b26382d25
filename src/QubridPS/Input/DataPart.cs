namespace QubridPS.Input;

/// <summary>Represents a part of data that is too large for one request.</summary>
/// <param name="Number">The number of the part, starting with 1.</param>
/// <param name="Input">The input of its request.</param>
/// <param name="Name">The name of the part for messages, with the range of its objects or lines.</param>
internal sealed record DataPart(int Number, ChatInput Input, string Name);
