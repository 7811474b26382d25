using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>A request, the input object that it was created from, and the target object of its errors.</summary>
internal sealed record ChatWorkItem(ChatRequest Request, object? InputObject, object? Target)
{
    /// <summary>Gets the request as it is sent, recorded and displayed: with placeholders if it is redacted.</summary>
    internal ChatRequest SentRequest { get; init; } = Request;

    /// <summary>Gets the function that redacts a text about the request; null if the request is not redacted.</summary>
    internal Func<string, string>? Redact { get; init; }

    /// <summary>Gets the position of the input object, starting with 1; null if the request is the only one of the command.</summary>
    internal int? Position { get; init; }

    /// <summary>Gets the name for messages; null if the position names the item.</summary>
    internal string? Name { get; init; }

    /// <summary>Gets the recorded call of an earlier run, which sends nothing; null if the request has to be sent.</summary>
    internal ChatCall? CheckpointedCall { get; init; }

    /// <summary>Returns the error of the item. Its target is the input object, but the name of the target, which is displayed, is redacted.</summary>
    internal ErrorRecord RedactTargetName(ErrorRecord record)
    {
        if (Redact is not null && record.TargetObject is not null)
        {
            record.CategoryInfo.TargetName = Redact(record.CategoryInfo.TargetName);
        }

        return record;
    }
}
