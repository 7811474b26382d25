using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Statistics;

/// <summary>One call as it was piped: an answer, the last update of a streamed one, or an error. Takes live and deserialised ones.</summary>
internal sealed class MeasuredCall
{
    private readonly PSObject[] _sources;

    private MeasuredCall(PSObject source, params PSObject[] sources)
    {
        Source = source;
        _sources = sources;
    }

    /// <summary>The error's id; null where there is an answer.</summary>
    internal string? ErrorId { get; private init; }

    /// <summary>What groups are read from: the answer, or the error record.</summary>
    internal PSObject Source { get; }

    /// <summary>The call, or null where the object is none.</summary>
    internal static MeasuredCall? TryRead(PSObject piped)
    {
        if (piped.BaseObject is ErrorRecord || HasType(piped, typeof(ErrorRecord)))
        {
            var id = PSObjectReader.GetString(piped, nameof(ErrorRecord.FullyQualifiedErrorId));
            return new MeasuredCall(piped) { ErrorId = string.IsNullOrEmpty(id) ? "(none)" : id!.Split(',')[0] };
        }

        // An update that came back from a file may hold its completion as text only: what it tells itself is read too.
        return HasType(piped, typeof(ChatCompletion)) ? new MeasuredCall(piped, piped)
            : !HasType(piped, typeof(ChatUpdate)) ? null
            : GetPart(piped, nameof(ChatUpdate.Completion)) is { } completion && HasType(completion, typeof(ChatCompletion)) ? new MeasuredCall(completion, completion, piped)
            : new MeasuredCall(piped, piped);
    }

    /// <summary>An update with a piece of an answer: its call is counted when the last one comes.</summary>
    internal static bool IsIntermediateUpdate(PSObject piped) => HasType(piped, typeof(ChatUpdate)) && PSObjectReader.GetValue(piped, nameof(ChatUpdate.IsLast)) is not true;

    internal long? GetTokens(string name) =>
        ReadNumber(nameof(ChatCompletion.Usage), name) is { } value and < 9e18 ? (long)value : null;

    /// <summary>A time or a rate: as it was measured here, network and all; where it was not, as the service says.</summary>
    internal double? GetTiming(string name) =>
        ReadNumber(nameof(ChatCompletion.ClientMetrics), name) ?? ReadNumber(nameof(ChatCompletion.Metrics), name);

    private double? ReadNumber(string part, string name) => _sources.Select(source => ParseNumber(GetPart(source, part), name)).FirstOrDefault(value => value is not null);

    private static double? ParseNumber(PSObject? part, string name) =>
        part is not null
        && PSObjectReader.GetValue(part, name) is { } value
        && LanguagePrimitives.TryConvertTo<double>(value, out var number)
        && number >= 0
        && !double.IsInfinity(number)
            ? number
            : null;

    private static PSObject? GetPart(PSObject? source, string name) =>
        source is not null && PSObjectReader.GetValue(source, name) is { } part ? PSObject.AsPSObject(part) : null;

    private static bool HasType(PSObject source, Type type) =>
        source.TypeNames.Contains(type.FullName!) || source.TypeNames.Contains("Deserialized." + type.FullName);
}
