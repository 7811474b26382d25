using System.Globalization;
using System.Management.Automation.Host;

namespace QubridPS.Host;

/// <summary>The engine's view of this program.</summary>
internal sealed class ConsoleHost : PSHost
{
    private readonly ConsoleUserInterface _ui = new();

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "QubridPS.Host";

    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <summary>What the script gave to "exit", if it did.</summary>
    internal int? ExitCode { get; private set; }

    /// <summary>Whether an error was shown, that is, one that the script did not handle.</summary>
    internal bool ShowedError => _ui.ShowedError;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("There is no prompt in a script run.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("There is no prompt in a script run.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
