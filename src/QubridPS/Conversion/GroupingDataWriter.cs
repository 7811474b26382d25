using System.Text;

namespace QubridPS.Conversion;

/// <summary>
/// Writes objects whose view groups them. The group is repeated for each object, so it is included only if there is more than one: the
/// files of a single directory do not need it. Both texts are written until that is known, from values that are read once.
/// </summary>
internal sealed class GroupingDataWriter : IDataWriter
{
    private readonly ConversionOptions _options;
    private readonly DisplayGroup _group;
    private readonly DisplayedValues _values;
    private readonly IDataWriter _grouped;
    private IDataWriter? _ungrouped;
    private string? _firstGroup;

    internal GroupingDataWriter(ConversionOptions options, DisplayGroup group)
    {
        _options = options;
        _group = group;
        _values = new DisplayedValues();
        _ungrouped = options.CreateWriter(_values);
        _grouped = options.CreateWriter(_values, includeGroup: true);
    }

    public int Count => _grouped.Count;

    public void Add(PSObject? item)
    {
        _values.Clear(); // the same object can arrive again with other values
        _ungrouped?.Add(item);
        _grouped.Add(item);
        if (_ungrouped is not null && IsInOtherGroup(item))
        {
            _ungrouped = null;
            _options.Report?.AddGroup(_group.Name);
        }
    }

    public StringBuilder Build() => (_ungrouped ?? _grouped).Build();

    // The other parts can have other groups, so a part always includes its group.
    public long GetCost(int count, bool isPart) => Select(isPart).GetCost(count, isPart);

    public StringBuilder Copy(int count, bool isPart) => Select(isPart).Copy(count, isPart);

    public void Remove(int count)
    {
        _ungrouped = null;
        _grouped.Remove(count);
    }

    private IDataWriter Select(bool isPart) => isPart ? _grouped : _ungrouped ?? _grouped;

    private bool IsInOtherGroup(PSObject? item)
    {
        if (item is null || _options.Views!.Find(item)?.Group?.Read(item) is not { } text)
        {
            return false;
        }

        _firstGroup ??= text;
        return text != _firstGroup;
    }
}
