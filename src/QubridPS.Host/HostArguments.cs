namespace QubridPS.Host;

/// <summary>What to run: a script file with its arguments, or a command text.</summary>
internal sealed class HostArguments
{
    internal const string Usage = """
        Runs PowerShell with the QubridPS module imported, where no PowerShell is installed.

            QubridPS.Host <script.ps1> [arguments]
            QubridPS.Host -Command <text>

        The exit code is the script's own (exit N), 1 where it ended with an error, 0 otherwise.
        """;

    internal string? ScriptFile { get; private init; }

    internal string? Command { get; private init; }

    internal IReadOnlyList<string> Rest { get; private init; } = [];

    /// <summary>Null where the arguments make no sense.</summary>
    internal static HostArguments? Parse(string[] arguments) => arguments switch
    {
        [var flag, _, ..] when IsFlag(flag, "command", "c") => new HostArguments { Command = string.Join(" ", arguments[1..]) },
        [var flag, var file, .. var rest] when IsFlag(flag, "file", "f") => new HostArguments { ScriptFile = file, Rest = rest },
        [var file, .. var rest] when !file.StartsWith('-') => new HostArguments { ScriptFile = file, Rest = rest },
        _ => null,
    };

    private static bool IsFlag(string argument, params string[] names) =>
        argument.StartsWith('-') && names.Contains(argument.TrimStart('-'), StringComparer.OrdinalIgnoreCase);
}
