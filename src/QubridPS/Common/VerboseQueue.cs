using System.Collections.Concurrent;
using Qubrid.Client;

namespace QubridPS.Common;

/// <summary>Lines that come from any thread and go to the verbose stream on the pipeline thread.</summary>
internal sealed class VerboseQueue
{
    private readonly ConcurrentQueue<string> _lines = new();

    internal void Add(string line) => _lines.Enqueue(line);

    internal void FlushTo(Cmdlet cmdlet)
    {
        while (_lines.TryDequeue(out var line))
        {
            cmdlet.WriteVerbose(TerminalSanitizer.SanitizeLine(line));
        }
    }
}
