using Qubrid.Client;

namespace QubridPS.Tools;

/// <summary>
/// Asks before a call where -Confirm was said, or where the command's own ConfirmImpact reaches $ConfirmPreference. -Confirm:$false
/// asks nothing.
/// </summary>
internal sealed class ToolConfirmation(PSCmdlet cmdlet)
{
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Whether the call may be made.</summary>
    internal bool Confirm(QubridTool tool, ToolCall call) =>
        !RequiresConfirmation(tool) || cmdlet.ShouldContinue(
            TerminalSanitizer.SanitizeLine($"The model wants to run {tool.Command.Name} with {call.Arguments}"), "Run a tool?", ref _yesToAll, ref _noToAll);

    /// <summary>Whether a call of the tool would be asked for.</summary>
    internal bool RequiresConfirmation(QubridTool tool) => ExplicitConfirm ?? MeetsConfirmPreference(tool);

    /// <summary>Whether it was decided here if the call may be made; otherwise the command decides as it does without a model.</summary>
    internal bool IsDecidedHere(QubridTool tool) => ExplicitConfirm is not null || MeetsConfirmPreference(tool);

    // What -Confirm says; null where it was not given.
    private bool? ExplicitConfirm => cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) ? (bool)(SwitchParameter)confirm : null;

    private bool MeetsConfirmPreference(QubridTool tool) =>
        tool.ConfirmImpact != ConfirmImpact.None
        && LanguagePrimitives.TryConvertTo(cmdlet.SessionState.PSVariable.GetValue("ConfirmPreference"), out ConfirmImpact preference)
        && preference != ConfirmImpact.None
        && tool.ConfirmImpact >= preference;
}
