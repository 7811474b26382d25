using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>Writes empty objects: what the engine takes for as many objects of any cmdlet.</summary>
[Cmdlet(VerbsCommunications.Write, "EmptyObject")]
public sealed class WriteEmptyObjectCommand : Cmdlet
{
    /// <summary>How many.</summary>
    [Parameter(Mandatory = true)]
    public int Count { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        for (var written = 0; written < Count; written++)
        {
            WriteObject(new object());
        }
    }
}

/// <summary>Gives the time of the first object that is piped.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "FirstObject")]
public sealed class MeasureFirstObjectCommand : Cmdlet
{
    private bool _seen;

    /// <summary>What is piped.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_seen)
        {
            _seen = true;
            WriteObject(Stopwatch.GetTimestamp());
        }
    }
}

/// <summary>Gives the managed memory in use, in bytes, after every so many objects.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Heap")]
public sealed class MeasureHeapCommand : Cmdlet
{
    private int _count;

    /// <summary>After how many.</summary>
    [Parameter(Mandatory = true)]
    public int Every { get; set; }

    /// <summary>What is piped.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (++_count % Every == 0)
        {
            WriteObject(GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
