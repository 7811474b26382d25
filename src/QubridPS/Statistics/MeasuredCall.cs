using System.Collections;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Statistics;

/// <summary>Represents a call as an input object: a completion, the last update of a streamed completion, or an error; live or deserialized.</summary>
internal sealed class MeasuredCall
{
    private readonly PSObject[] _sources;

    private MeasuredCall(PSObject source, params PSObject[] sources)
    {
        Source = source;
        _sources = sources;
    }

    /// <summary>Gets the error id, or null if the call succeeded.</summary>
    internal string? ErrorId { get; private init; }

    /// <summary>Gets the model, or null.</summary>
    internal string? Model => PSObjectReader.GetString(Source, nameof(ChatCompletion.Model));

    /// <summary>Gets the number of items that a batch did not send, or null if the object is not the error that ended a batch.</summary>
    internal int? ItemsNotSent { get; private init; }

    /// <summary>Gets whether the completion was restored from a checkpoint, so that it used no tokens.</summary>
    internal bool IsRestored => ErrorId is null && PSObjectReader.GetValue(Source, nameof(ChatCompletion.IsRestored)) is true;

    /// <summary>Gets the object from which the group is read: the completion or the error record.</summary>
    internal PSObject Source { get; }

    /// <summary>Returns the call, or null if the object is not a call.</summary>
    internal static MeasuredCall? TryRead(PSObject piped)
    {
        if (piped.BaseObject is ErrorRecord || PSObjectReader.IsTypeOrDeserialized(piped, typeof(ErrorRecord)))
        {
            var id = PSObjectReader.GetString(piped, nameof(ErrorRecord.FullyQualifiedErrorId));
            return new MeasuredCall(piped)
            {
                ErrorId = string.IsNullOrEmpty(id) ? "(none)" : id!.Split(',')[0],
                ItemsNotSent = ReadException(piped, nameof(QubridApiException.ItemsNotSent)) as int?,
            };
        }

        piped = JournalEntryCompletion.Find(piped) ?? piped;

        // The completion of an update that was imported from a file can be a string only; the update itself has the numbers too.
        return PSObjectReader.IsTypeOrDeserialized(piped, typeof(ChatCompletion)) ? new MeasuredCall(piped, piped)
            : !PSObjectReader.IsTypeOrDeserialized(piped, typeof(ChatUpdate)) ? null
            : GetPart(piped, nameof(ChatUpdate.Completion)) is { } completion && PSObjectReader.IsTypeOrDeserialized(completion, typeof(ChatCompletion)) ? new MeasuredCall(completion, completion, piped)
            : new MeasuredCall(piped, piped);
    }

    /// <summary>Returns whether the object is an update before the last one. A call is counted with its last update.</summary>
    internal static bool IsIntermediateUpdate(PSObject piped) => PSObjectReader.IsTypeOrDeserialized(piped, typeof(ChatUpdate)) && PSObjectReader.GetValue(piped, nameof(ChatUpdate.IsLast)) is not true;

    /// <summary>Returns a token count of the usage, without the parts that were restored from a checkpoint, or null.</summary>
    internal long? GetTokens(string name) =>
        ReadNumber(nameof(ChatCompletion.Usage), name) is { } value and < 9e18 ? Math.Max(0, (long)value - GetRestoredTokens(name)) : null;

    /// <summary>Returns a time or rate, or null: the value measured by the client, which includes the network, or else the one reported by the service.</summary>
    internal double? GetTiming(string name) =>
        ReadNumber(nameof(ChatCompletion.ClientMetrics), name) ?? ReadNumber(nameof(ChatCompletion.Metrics), name);

    private long GetRestoredTokens(string name) => (PSObjectReader.GetValue(Source, nameof(ChatCompletion.Parts)) as IEnumerable ?? Array.Empty<object>())
        .Cast<object?>()
        .Where(part => part is not null)
        .Select(part => PSObject.AsPSObject(part))
        .Where(part => PSObjectReader.GetValue(part, nameof(ChatCompletion.IsRestored)) is true)
        .Sum(part => (long)(ParseNumber(GetPart(part, nameof(ChatCompletion.Usage)), name) ?? 0));

    private double? ReadNumber(string part, string name) => _sources.Select(source => ParseNumber(GetPart(source, part), name)).FirstOrDefault(value => value is not null);

    private static double? ParseNumber(PSObject? part, string name) =>
        part is not null
        && PSObjectReader.GetValue(part, name) is { } value
        && LanguagePrimitives.TryConvertTo<double>(value, out var number)
        && number >= 0
        && !double.IsInfinity(number)
            ? number
            : null;

    // An error from a remote session contains the original exception in SerializedRemoteException.
    private static object? ReadException(PSObject error, string name) =>
        GetPart(error, nameof(ErrorRecord.Exception)) is not { } exception ? null
        : PSObjectReader.GetValue(exception, name) ?? (GetPart(exception, "SerializedRemoteException") is { } original ? PSObjectReader.GetValue(original, name) : null);

    private static PSObject? GetPart(PSObject? source, string name) =>
        source is not null && PSObjectReader.GetValue(source, name) is { } part ? PSObject.AsPSObject(part) : null;
}
