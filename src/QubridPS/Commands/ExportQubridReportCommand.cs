using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Reporting;
using QubridPS.Statistics;

namespace QubridPS;

/// <summary>Writes an HTML report of chat completions, errors and journal entries. Sends no request.</summary>
[Cmdlet(VerbsData.Export, "QubridReport", SupportsShouldProcess = true, HelpUri = HelpUriBase + "Export-QubridReport.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportQubridReportCommand : QubridCmdletBase
{
    private ReportOptions _options = null!;
    private ReportItemReader _reader = null!;
    private ReportSums _sums = null!;
    private ReportFile? _file;
    private string _path = "";

    /// <summary>Specifies the path of the HTML file. Wildcard characters are taken literally.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Specifies the completions, the updates of streamed responses, the errors and the journal entries of the report.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Specifies the title of the page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Qubrid report";

    /// <summary>Specifies the property to group by, or a path to a nested property such as InputObject.Level. The default is Model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupByCompleter))]
    public string GroupBy { get; set; } = "Model";

    /// <summary>
    /// Specifies the prices of a million tokens by model: a dictionary of names or wildcard patterns, each with the keys Input and Output.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Price { get; set; }

    /// <summary>Indicates that the report contains the complete prompts and answers, instead of their beginnings.</summary>
    [Parameter]
    public SwitchParameter IncludeText { get; set; }

    /// <summary>Indicates that an existing file is replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that the cmdlet returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => InvokeWithErrorHandling(() =>
    {
        _options = new ReportOptions(Title, new GroupByPath(GroupBy)) { Prices = Price is null ? null : PriceTable.Parse(Price), IncludesText = IncludeText };
        _reader = new ReportItemReader(_options);
        _sums = new ReportSums(_options);
        _path = ResolvePath();
        if (ShouldProcess(_path, "Write report"))
        {
            Write(() => _file = new ReportFile(_path, _options));
        }
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || MeasuredCall.IsIntermediateUpdate(InputObject))
        {
            return;
        }

        if (MeasuredCall.TryRead(InputObject) is not { } call)
        {
            WriteError(StatisticsErrors.NotACompletion(InputObject).ErrorRecord);
            return;
        }

        var row = _reader.Read(InputObject, call, _options.GroupBy.Read(call), _sums.ItemCount + 1);
        _sums.Add(call, row);
        InvokeWithErrorHandling(() => Write(() => _file?.Add(row)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        if (_sums.ItemCount == 0)
        {
            throw ReportErrors.NothingToReport();
        }

        if (_file is null)
        {
            return;
        }

        Write(() => _file.Save(_sums, Force, CancellationToken));
        var models = _sums.Total.ModelsWithoutPrice.ToList();
        if (models.Count > 0)
        {
            WriteWarning(MissingPrices.Describe(models, "The report contains no sum of the cost for their groups."));
        }

        if (PassThru)
        {
            // As Get-Item returns it, with the properties of its provider.
            WriteObject(InvokeProvider.Item.Get([_path], force: true, literalPath: true), enumerateCollection: true);
        }
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Dispose();
        }

        base.Dispose(disposing);
    }

    private string ResolvePath()
    {
        string path;
        try
        {
            path = System.IO.Path.GetFullPath(FilePath.Resolve(Path, SessionState));
        }
        catch (Exception error) when (error is IOException or ArgumentException or NotSupportedException)
        {
            throw ReportErrors.NotWritable(Path, error);
        }

        return Directory.Exists(path) || path.EndsWith(System.IO.Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal) ? throw ReportErrors.Folder(path)
            : !Directory.Exists(System.IO.Path.GetDirectoryName(path)) ? throw ReportErrors.FolderMissing(path)
            : File.Exists(path) && !Force ? throw ReportErrors.FileExists(path)
            : path;
    }

    private void Write(Action write)
    {
        try
        {
            LocalFile.EnsureRegular(_path);
            write();
        }
        catch (IOException) when (File.Exists(_path) && !Force)
        {
            throw ReportErrors.FileExists(_path); // another command wrote it in the meantime
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ReportErrors.NotWritable(_path, error);
        }
    }
}
