namespace QubridPS.Errors;

/// <summary>Describes how many requests of divided data succeeded, for its error.</summary>
/// <param name="PartCount">The number of parts.</param>
/// <param name="Answered">The number of parts with an answer.</param>
/// <param name="NotSent">The number of requests that were not sent.</param>
/// <param name="Checkpoint">The path of the checkpoint file; null if there is none.</param>
internal sealed record SplitOutcome(int PartCount, int Answered, int NotSent, string? Checkpoint);
