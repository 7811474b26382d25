using System.Management.Automation.Host;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Chat;

/// <summary>
/// What the user sees and enters, through the host. A line that ends in a backtick goes on with the next one, and so does all between two
/// lines of three double quotes: as in PowerShell and in Python.
/// </summary>
internal sealed class ChatConsole(PSHost host, CancellationToken cancellationToken)
{
    private const string BlockDelimiter = "\"\"\"";

    internal PSHost Host => host;

    internal void WriteLine(string text) => host.UI.WriteLine(TerminalSanitizer.Sanitize(text));

    internal void WriteError(string text) => host.UI.WriteErrorLine(TerminalSanitizer.Sanitize(text).Replace('\n', ' '));

    /// <summary>What the user enters next; null at the end of input.</summary>
    internal ChatInputLine? ReadInput()
    {
        if (ReadLine("> ") is not { } line)
        {
            return null;
        }

        return line.Trim() == BlockDelimiter ? new ChatInputLine(ReadBlock(), IsCommand: false)
            : line.EndsWith("`", StringComparison.Ordinal) ? new ChatInputLine(ReadContinuation(line), IsCommand: false)
            : new ChatInputLine(line, IsCommand: line.StartsWith("/", StringComparison.Ordinal));
    }

    private string ReadBlock()
    {
        var lines = new List<string>();
        while (ReadLine(">> ") is { } line && line.Trim() != BlockDelimiter)
        {
            lines.Add(line);
        }

        return string.Join("\n", lines);
    }

    private string ReadContinuation(string line)
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
            cancellationToken.ThrowIfCancellationRequested(); // a console gives a line, or none, also where Ctrl+C ended it
            if (entered is { } line and not ("\u0004" or "\u001a")) // Ctrl+D, Ctrl+Z where the host gives them as they are
            {
                return line;
            }

            host.UI.WriteLine(); // what comes next begins on a line of its own
            return null;
        }
        catch (Exception error) when (HostExceptions.IsNotSupported(error) || error is PSInvalidOperationException)
        {
            host.UI.WriteLine();
            throw ChatErrors.NotInteractive(error);
        }
    }
}
