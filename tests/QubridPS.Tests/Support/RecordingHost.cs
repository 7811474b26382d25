using System.Globalization;
using System.Management.Automation.Host;

namespace QubridPS.Tests.Support;

/// <summary>Represents a host that records what the console would display.</summary>
internal sealed class RecordingHost : PSHost
{
    internal RecordingUserInterface Screen { get; } = new();

    public override PSHostUserInterface UI => Screen;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "RecordingHost";

    public override Version Version { get; } = new(1, 0);

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
