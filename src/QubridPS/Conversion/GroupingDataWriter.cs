using System.Text;

namespace QubridPS.Conversion;

/// <summary>
/// Writes objects whose view groups them. The group is repeated for each object, so it is included only if there is more than one: the
/// files of a single directory do not need it. Both texts are written until that is known, because the values are read only when an object arrives.
/// </summary>
internal sealed class GroupingDataWriter(ConversionOptions options, DisplayGroup group) : IDataWriter
{
    private readonly IDataWriter _grouped = options.CreateWriter(includeGroup: true);
    private IDataWriter? _ungrouped = options.CreateWriter();
    private string? _firstGroup;

    public void Add(PSObject? item)
    {
        _ungrouped?.Add(item);
        _grouped.Add(item);
        if (_ungrouped is not null && IsInOtherGroup(item))
        {
            _ungrouped = null;
            options.Report?.AddGroup(group.Name);
        }
    }

    public StringBuilder Build() => (_ungrouped ?? _grouped).Build();

    private bool IsInOtherGroup(PSObject? item)
    {
        if (item is null || options.Views!.Find(item)?.Group?.Read(item) is not { } text)
        {
            return false;
        }

        _firstGroup ??= text;
        return text != _firstGroup;
    }
}
