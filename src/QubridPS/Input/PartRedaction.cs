namespace QubridPS.Input;

/// <summary>What the division of data has to know about its redaction.</summary>
/// <param name="EstimateSent">Returns the estimated size, in tokens, of the request of an input as it is sent.</param>
/// <param name="FindBoundary">Returns the start of the value in a text that a position is in, or the position if it is in none.</param>
internal sealed record PartRedaction(Func<ChatInput, long> EstimateSent, Func<string, int, int> FindBoundary);
