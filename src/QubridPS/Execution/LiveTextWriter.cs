using System.Reflection;
using System.Text;
using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>
/// Writes streamed text to the host. The console displays each chunk at once. A transcript and a redirected information stream write
/// every record on a separate line, so they get complete lines.
/// </summary>
internal sealed class LiveTextWriter(Cmdlet cmdlet)
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly StringBuilder _line = new();
    private bool? _writesLines;

    private bool WritesLines => _writesLines ??= IsRedirected(cmdlet.CommandRuntime) || IsTranscribing(cmdlet.CommandRuntime);

    /// <summary>Writes a chunk of text.</summary>
    internal void Write(string text)
    {
        if (!WritesLines)
        {
            WriteRecord(text, endLine: false);
            return;
        }

        _line.Append(text);
        if (text.IndexOf('\n') < 0)
        {
            return;
        }

        var lines = _line.ToString().Split('\n');
        foreach (var line in lines.Take(lines.Length - 1))
        {
            WriteRecord(line, endLine: true);
        }

        _line.Clear().Append(lines[lines.Length - 1]);
    }

    /// <summary>Ends the current line.</summary>
    internal void EndLine()
    {
        var rest = _line.ToString();
        _line.Clear();
        WriteRecord(rest, endLine: true);
    }

    private void WriteRecord(string text, bool endLine) =>
        cmdlet.WriteHostText(text, noNewLine: !endLine);

    // PowerShell has no public API for this. If the internal member does not exist, each chunk is written at once.
    private static bool IsRedirected(ICommandRuntime runtime) =>
        Read(runtime, "InformationOutputPipe") is not null
        || Read(runtime, "InformationMergeTo") is { } target && Convert.ToInt32(target, System.Globalization.CultureInfo.InvariantCulture) != 0;

    private static bool IsTranscribing(ICommandRuntime runtime)
    {
        try
        {
            return runtime.Host?.UI is { } screen && Read(screen, "IsTranscribing") is true;
        }
        catch (Exception error) when (HostExceptions.IsNotSupported(error))
        {
            return false; // a host without a user interface
        }
    }

    private static object? Read(object source, string name)
    {
        try
        {
            return source.GetType().GetProperty(name, Hidden)?.GetValue(source);
        }
        catch (Exception error) when (error is TargetInvocationException or AmbiguousMatchException)
        {
            return null;
        }
    }
}
