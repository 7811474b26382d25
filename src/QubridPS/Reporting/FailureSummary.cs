namespace QubridPS.Reporting;

/// <summary>Represents the failures with one error id: their number, and the message and the recommended action of the first one.</summary>
internal sealed class FailureSummary(string errorId, string message, string action)
{
    /// <summary>Gets the error id.</summary>
    internal string ErrorId => errorId;

    /// <summary>Gets the message of the first failure.</summary>
    internal string Message => message;

    /// <summary>Gets what to do about the first failure.</summary>
    internal string Action => action;

    /// <summary>Gets or sets the number of failures.</summary>
    internal long Count { get; set; }

    /// <summary>Gets or sets the number of items that were not sent because of the failures.</summary>
    internal long NotSent { get; set; }
}
