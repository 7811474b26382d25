using Qubrid.Client;
using QubridPS.Input;

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
        if (piped.BaseObject is ErrorRecord || Is(piped, typeof(ErrorRecord)))
        {
            var id = PropertyValue.TextOf(piped, nameof(ErrorRecord.FullyQualifiedErrorId));
            return new MeasuredCall(piped) { ErrorId = string.IsNullOrEmpty(id) ? "(none)" : id!.Split(',')[0] };
        }

        // An update that came back from a file may hold its completion as text only: what it tells itself is read too.
        return Is(piped, typeof(ChatCompletion)) ? new MeasuredCall(piped, piped)
            : !Is(piped, typeof(ChatUpdate)) ? null
            : Part(piped, nameof(ChatUpdate.Completion)) is { } completion && Is(completion, typeof(ChatCompletion)) ? new MeasuredCall(completion, completion, piped)
            : new MeasuredCall(piped, piped);
    }

    /// <summary>An update with a piece of an answer: its call is counted when the last one comes.</summary>
    internal static bool IsPiece(PSObject piped) => Is(piped, typeof(ChatUpdate)) && PropertyValue.Of(piped, nameof(ChatUpdate.IsLast)) is not true;

    internal long? Tokens(string name) =>
        Figures(nameof(ChatCompletion.Usage), name) is { } figure and < 9e18 ? (long)figure : null;

    /// <summary>A time or a rate: as it was measured here, network and all; where it was not, as the service says.</summary>
    internal double? Timing(string name) =>
        Figures(nameof(ChatCompletion.ClientMetrics), name) ?? Figures(nameof(ChatCompletion.Metrics), name);

    private double? Figures(string part, string name) => _sources.Select(source => Figure(Part(source, part), name)).FirstOrDefault(figure => figure is not null);

    private static double? Figure(PSObject? part, string name) =>
        part is not null
        && PropertyValue.Of(part, name) is { } value
        && LanguagePrimitives.TryConvertTo<double>(value, out var figure)
        && figure >= 0
        && !double.IsInfinity(figure)
            ? figure
            : null;

    private static PSObject? Part(PSObject? source, string name) =>
        source is not null && PropertyValue.Of(source, name) is { } part ? PSObject.AsPSObject(part) : null;

    private static bool Is(PSObject source, Type type) =>
        source.TypeNames.Contains(type.FullName!) || source.TypeNames.Contains("Deserialized." + type.FullName);
}
