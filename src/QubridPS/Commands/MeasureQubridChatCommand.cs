using QubridPS.Errors;
using QubridPS.Statistics;

namespace QubridPS;

/// <summary>Calculates token usage, latency and failure statistics for chat completions. Sends no request.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "QubridChat", HelpUri = HelpUriBase + "Measure-QubridChat.md")]
[OutputType(typeof(ChatStatistics))]
public sealed class MeasureQubridChatCommand : QubridCmdletBase
{
    private readonly Dictionary<string, CallGroup> _groupsByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CallGroup> _groups = [];
    private GroupByPath _groupBy = null!;
    private PriceTable? _prices;

    /// <summary>Specifies the completions, the updates of streamed responses, and the errors to measure.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Specifies the property to group by, or a path to a nested property such as InputObject.Level. The default is Model.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupByCompleter))]
    public string GroupBy { get; set; } = "Model";

    /// <summary>
    /// Specifies the prices of a million tokens by model: a dictionary of names or wildcard patterns, each with the keys Input and Output.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Price { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => InvokeWithErrorHandling(() =>
    {
        _groupBy = new GroupByPath(GroupBy);
        _prices = Price is null ? null : PriceTable.Parse(Price);
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || MeasuredCall.IsIntermediateUpdate(InputObject))
        {
            return;
        }

        if (MeasuredCall.TryRead(InputObject) is { } call)
        {
            GetOrAddGroup(_groupBy.Read(call)).Add(call);
        }
        else
        {
            WriteError(StatisticsErrors.NotACompletion(InputObject).ErrorRecord);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var statistics = _groups.ConvertAll(group => group.ToStatistics(_groupBy.Path));
        statistics.ForEach(group => group.AllGroups = statistics);
        var models = _groups.SelectMany(group => group.ModelsWithoutPrice).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (models.Count > 0)
        {
            WriteWarning(MissingPrices.Describe(models, "The Cost of their groups is null."));
        }

        WriteObject(_prices is null ? statistics : statistics.Select(AddPriceView), enumerateCollection: true);
    }

    // The table of this type name has a column for the cost.
    private static PSObject AddPriceView(ChatStatistics statistics)
    {
        var output = PSObject.AsPSObject(statistics);
        output.TypeNames.Insert(0, typeof(ChatStatistics).FullName + "#Price");
        return output;
    }

    private CallGroup GetOrAddGroup(string? name)
    {
        if (!_groupsByName.TryGetValue(name ?? "", out var group))
        {
            _groupsByName[name ?? ""] = group = new CallGroup(name, _prices);
            _groups.Add(group);
        }

        return group;
    }
}
