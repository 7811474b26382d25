using System.Collections.Concurrent;
using Qubrid.Client;

namespace QubridPS.Common;

/// <summary>Collects verbose lines from any thread, to be written on the pipeline thread.</summary>
internal sealed class VerboseQueue
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Adds a line. Can be called on any thread.</summary>
    internal void Add(string line) => _lines.Enqueue(line);

    /// <summary>Writes the collected lines to the verbose stream. Must be called on the pipeline thread.</summary>
    internal void FlushTo(Cmdlet cmdlet)
    {
        while (_lines.TryDequeue(out var line))
        {
            cmdlet.WriteVerbose(TerminalSanitizer.SanitizeLine(line));
        }
    }
}
