using System.Management.Automation.Host;
using Qubrid.Client;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Formatting;

namespace QubridPS.Interactive;

/// <summary>
/// What the user sees and enters, through the host. A line that ends in a backtick goes on with the next one, and so does all between two
/// lines of three double quotes: as in PowerShell and in Python.
/// </summary>
internal sealed class ChatScreen(PSHost host, CancellationToken stop)
{
    private const string Fence = "\"\"\"";

    internal PSHost Host => host;

    internal void Tell(string text) => host.UI.WriteLine(TerminalSanitizer.Sanitize(text));

    internal void TellError(string text) => host.UI.WriteErrorLine(TerminalSanitizer.Sanitize(text).Replace('\n', ' '));

    /// <summary>What the user enters next; null at the end of input.</summary>
    internal ChatLine? Read()
    {
        if (ReadLine("> ") is not { } line)
        {
            return null;
        }

        return line.Trim() == Fence ? new ChatLine(ReadBlock(), IsCommand: false)
            : line.EndsWith("`", StringComparison.Ordinal) ? new ChatLine(ReadContinued(line), IsCommand: false)
            : new ChatLine(line, IsCommand: line.StartsWith("/", StringComparison.Ordinal));
    }

    private string ReadBlock()
    {
        var lines = new List<string>();
        while (ReadLine(">> ") is { } line && line.Trim() != Fence)
        {
            lines.Add(line);
        }

        return string.Join("\n", lines);
    }

    private string ReadContinued(string line)
    {
        var lines = new List<string>();
        string? next = line;
        while (next is not null && next.EndsWith("`", StringComparison.Ordinal))
        {
            lines.Add(next.Substring(0, next.Length - 1));
            next = ReadLine(">> ");
        }

        return string.Join("\n", next is null ? lines : [.. lines, next]);
    }

    private string? ReadLine(string prompt)
    {
        try
        {
            host.UI.Write(prompt);
            var entered = host.UI.ReadLine();
            stop.ThrowIfCancellationRequested(); // a console gives a line, or none, also where Ctrl+C ended it
            if (entered is { } line and not ("\u0004" or "\u001a")) // Ctrl+D, Ctrl+Z where the host gives them as they are
            {
                return line;
            }

            host.UI.WriteLine(); // what comes next begins on a line of its own
            return null;
        }
        catch (Exception error) when (HostLack.Is(error) || error is PSInvalidOperationException)
        {
            host.UI.WriteLine();
            throw ChatErrors.NotInteractive(error);
        }
    }
}
