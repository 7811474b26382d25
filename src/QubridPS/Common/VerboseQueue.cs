using System.Collections.Concurrent;
using Qubrid.Client;

namespace QubridPS.Common;

/// <summary>Collects verbose lines and warnings from any thread, to be written on the pipeline thread.</summary>
internal sealed class VerboseQueue
{
    private readonly ConcurrentQueue<(string Text, bool IsWarning)> _lines = new();

    /// <summary>Adds a line. Can be called on any thread.</summary>
    internal void Add(string line) => _lines.Enqueue((line, false));

    /// <summary>Adds a warning. Can be called on any thread.</summary>
    internal void AddWarning(string message) => _lines.Enqueue((message, true));

    /// <summary>Writes the collected lines and warnings. Must be called on the pipeline thread.</summary>
    internal void FlushTo(Cmdlet cmdlet)
    {
        while (_lines.TryDequeue(out var line))
        {
            var text = TerminalSanitizer.SanitizeLine(line.Text);
            if (line.IsWarning)
            {
                cmdlet.WriteWarning(text);
            }
            else
            {
                cmdlet.WriteVerbose(text);
            }
        }
    }
}
