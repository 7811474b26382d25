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

    /// <summary>Specifies the completions, the updates of streamed responses, and the errors to measure.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Specifies the property to group by, or a path to a nested property such as InputObject.Level. The default is Model.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupByCompleter))]
    public string GroupBy { get; set; } = "Model";

    /// <inheritdoc/>
    protected override void BeginProcessing() => InvokeWithErrorHandling(() => _groupBy = new GroupByPath(GroupBy));

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
        WriteObject(statistics, enumerateCollection: true);
    }

    private CallGroup GetOrAddGroup(string? name)
    {
        if (!_groupsByName.TryGetValue(name ?? "", out var group))
        {
            _groupsByName[name ?? ""] = group = new CallGroup(name);
            _groups.Add(group);
        }

        return group;
    }
}
