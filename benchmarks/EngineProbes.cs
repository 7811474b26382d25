using System.Diagnostics;

namespace QubridPS.Benchmarks;

/// <summary>Writes empty objects, to measure what PowerShell needs for the same number of objects from any cmdlet.</summary>
[Cmdlet(VerbsCommunications.Write, "EmptyObject")]
public sealed class WriteEmptyObjectCommand : Cmdlet
{
    /// <summary>Gets or sets the number of objects.</summary>
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

/// <summary>Returns the time at which the first input object arrives.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "FirstObject")]
public sealed class MeasureFirstObjectCommand : Cmdlet
{
    private bool _seen;

    /// <summary>Gets or sets the input object.</summary>
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

/// <summary>Returns the managed memory in use, in bytes, at intervals of input objects.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Heap")]
public sealed class MeasureHeapCommand : Cmdlet
{
    private int _count;

    /// <summary>Gets or sets the interval.</summary>
    [Parameter(Mandatory = true)]
    public int Every { get; set; }

    /// <summary>Gets or sets the input object.</summary>
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
