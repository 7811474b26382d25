namespace QubridPS.Tests.Support;

/// <summary>Represents the output of a script, by stream.</summary>
internal sealed class ShellResult
{
    internal List<PSObject> Output { get; } = [];

    internal List<ErrorRecord> Errors { get; } = [];

    internal List<string> Verbose { get; } = [];

    internal List<string> Warnings { get; } = [];

    internal List<InformationRecord> Information { get; } = [];

    internal List<ProgressRecord> Progress { get; } = [];

    internal List<string> Debug { get; } = [];

    internal ErrorRecord? Terminating { get; set; }

    internal IEnumerable<ErrorRecord> AllErrors => Terminating is null ? Errors : Errors.Append(Terminating);

    /// <summary>Gets the only error.</summary>
    internal ErrorRecord Error => Assert.Single(AllErrors);

    internal ShellResult WithStreams(PSDataStreams streams)
    {
        Errors.AddRange(streams.Error);
        Verbose.AddRange(streams.Verbose.Select(record => record.Message));
        Warnings.AddRange(streams.Warning.Select(record => record.Message));
        Information.AddRange(streams.Information);
        Progress.AddRange(streams.Progress);
        Debug.AddRange(streams.Debug.Select(record => record.Message));
        return this;
    }
}
