using QubridPS.Completion;
using QubridPS.Errors;
using QubridPS.Statistics;

namespace QubridPS.Commands;

/// <summary>Sums up what calls took: tokens, times, failures, by model or by what else they have in common. Sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "QubridChat", HelpUri = HelpPage.Folder + "Measure-QubridChat.md")]
[OutputType(typeof(ChatStatistics))]
public sealed class MeasureQubridChatCommand : QubridCommand
{
    private readonly Dictionary<string, CallGroup> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CallGroup> _groups = [];
    private GroupPath _path = null!;

    /// <summary>Completions, updates of streamed ones, and errors.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What makes calls a group: a property, or a property of a property such as InputObject.Level.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupCompleter))]
    public string GroupBy { get; set; } = "Model";

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() => _path = new GroupPath(GroupBy));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || MeasuredCall.IsPiece(InputObject))
        {
            return;
        }

        if (MeasuredCall.TryRead(InputObject) is { } call)
        {
            Group(_path.Read(call)).Add(call);
        }
        else
        {
            WriteError(InputErrors.NotACompletion(InputObject).ErrorRecord);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var statistics = _groups.ConvertAll(group => group.Sum(_path.Path));
        statistics.ForEach(one => one.Compared = statistics);
        WriteObject(statistics, enumerateCollection: true);
    }

    private CallGroup Group(string? name)
    {
        if (!_byName.TryGetValue(name ?? "", out var group))
        {
            _byName[name ?? ""] = group = new CallGroup(name);
            _groups.Add(group);
        }

        return group;
    }
}
