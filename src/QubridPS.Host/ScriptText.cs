using System.Management.Automation.Language;

namespace QubridPS.Host;

/// <summary>What to run as a script block that knows its file: $PSScriptRoot holds, and "exit" ends the program, not just the file.</summary>
internal static class ScriptText
{
    internal static ScriptBlock Read(HostArguments arguments)
    {
        var script = arguments.Command is { } text
            ? Parser.ParseInput(text, out _, out var errors)
            : Parser.ParseFile(Path.GetFullPath(arguments.ScriptFile!), out _, out errors);
        return errors.Length == 0 ? script.GetScriptBlock() : throw new ParseException(errors);
    }
}
