using System.Management.Automation.Host;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Chat;

/// <summary>
/// Reads the lines that the user enters and displays text, through the host. A line that ends with a backtick continues on the next line, as
/// in PowerShell. Lines between two lines of three double quotes are one message, as in Python.
/// </summary>
internal sealed class ChatConsole(PSHost host, CancellationToken cancellationToken)
{
    private const string BlockDelimiter = "\"\"\"";

    internal PSHost Host => host;

    internal void WriteLine(string text) => host.UI.WriteLine(TerminalSanitizer.Sanitize(text));

    internal void WriteError(string text) => host.UI.WriteErrorLine(TerminalSanitizer.Sanitize(text).Replace('\n', ' '));

    /// <summary>Reads the next message or command; returns null at the end of input.</summary>
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
            var input = host.UI.ReadLine();
            cancellationToken.ThrowIfCancellationRequested(); // after Ctrl+C, ReadLine returns a line or null
            if (input is { } line and not ("\u0004" or "\u001a")) // Ctrl+D and Ctrl+Z, in hosts that return them as characters
            {
                return line;
            }

            host.UI.WriteLine(); // the following text starts on a new line
            return null;
        }
        catch (Exception error) when (HostExceptions.IsNotSupported(error) || error is PSInvalidOperationException)
        {
            host.UI.WriteLine();
            throw ChatErrors.NotInteractive(error);
        }
    }
}
