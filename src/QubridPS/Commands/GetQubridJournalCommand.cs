using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Gets the exchanges that were recorded in journals and checkpoint files. Sends no request.</summary>
[Cmdlet(VerbsCommon.Get, "QubridJournal", DefaultParameterSetName = PathParameterSet, HelpUri = HelpUriBase + "Get-QubridJournal.md")]
[OutputType(typeof(JournalEntry))]
public sealed class GetQubridJournalCommand : QubridCmdletBase
{
    private const string PathParameterSet = "Path";
    private const string LiteralPathParameterSet = "LiteralPath";

    private JournalFilter _filter = null!;

    private string UsedParameter => LiteralPath is null ? nameof(Path) : nameof(LiteralPath);

    /// <summary>
    /// Specifies the paths of journals or checkpoint files. Wildcards are permitted. The default is the journal of the connection.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = PathParameterSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Specifies the paths of journals or checkpoint files. They are used as they are typed; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathParameterSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Specifies the model of the exchanges. Wildcards are permitted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Specifies a regular expression that the prompt or the text of the completion must match. Ignores case.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Match { get; set; }

    /// <summary>Specifies the time after which the exchanges were recorded, or at which. A time without a time zone is local.</summary>
    [Parameter]
    [DateTimeTransformation]
    public DateTime? After { get; set; }

    /// <summary>Specifies the time before which the exchanges were recorded. A time without a time zone is local.</summary>
    [Parameter]
    [DateTimeTransformation]
    public DateTime? Before { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => InvokeWithErrorHandling(() => _filter = new JournalFilter(Model, Match, After, Before));

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeWithErrorHandling(() =>
    {
        if ((LiteralPath ?? Path) is not { } paths)
        {
            WriteConnectionJournal();
            return;
        }

        foreach (var path in paths)
        {
            TryRead(path, () => FindFiles(path).ToList().ForEach(WriteEntries));
        }
    });

    private IEnumerable<string> FindFiles(string path) => LiteralPath is not null || !WildcardPattern.ContainsWildcardCharacters(path)
        ? [FilePath.Resolve(path, SessionState)]
        : FilePath.FindFiles(path, SessionState);

    // The first recorded completion creates the file, so that a journal without a file is empty.
    private void WriteConnectionJournal()
    {
        var journal = ModuleState.Current.Connections.Find()?.Journal ?? throw JournalErrors.JournalPathMissing();
        if (File.Exists(journal))
        {
            TryRead(journal, () => WriteEntries(journal));
        }
    }

    private void WriteEntries(string file) => TryRead(file, () =>
    {
        var reader = new JournalReader(file);
        foreach (var entry in reader.ReadEntries(CancellationToken))
        {
            if (_filter.Includes(entry))
            {
                WriteObject(entry);
            }
        }

        if (reader.DamagedCount > 0)
        {
            WriteWarning(reader.DamagedCount == 1
                ? $"A damaged line of '{file}' was skipped: line {reader.FirstDamagedLine}."
                : $"{reader.DamagedCount} damaged lines of '{file}' were skipped. The first is line {reader.FirstDamagedLine}.");
        }
    });

    // A file that cannot be read does not prevent reading the others.
    private void TryRead(string path, Action read)
    {
        try
        {
            read();
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            WriteError(JournalErrors.JournalNotFound(UsedParameter, path, cause).ErrorRecord);
        }
        catch (Exception cause)
            when (cause is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            WriteError(JournalErrors.JournalUnreadable(UsedParameter, path, cause).ErrorRecord);
        }
    }
}
