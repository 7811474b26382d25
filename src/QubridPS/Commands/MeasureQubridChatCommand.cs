using QubridPS.Commands;
using QubridPS.Errors;
using QubridPS.Statistics;

namespace QubridPS;

/// <summary>Sums up what calls took: tokens, times, failures, by model or by what else they have in common. Sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "QubridChat", HelpUri = HelpUris.Base + "Measure-QubridChat.md")]
[OutputType(typeof(ChatStatistics))]
public sealed class MeasureQubridChatCommand : QubridCmdletBase
{
    private readonly Dictionary<string, CallGroup> _groupsByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CallGroup> _groups = [];
    private GroupByPath _groupBy = null!;

    /// <summary>Completions, updates of streamed ones, and errors.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What makes calls a group: a property, or a property of a property such as InputObject.Level.</summary>
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
            WriteError(InputErrors.NotACompletion(InputObject).ErrorRecord);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var statistics = _groups.ConvertAll(group => group.ToStatistics(_groupBy.Path));
        statistics.ForEach(one => one.AllGroups = statistics);
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
