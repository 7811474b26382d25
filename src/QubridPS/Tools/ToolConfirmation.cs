using Qubrid.Client;

namespace QubridPS.Tools;

/// <summary>
/// Asks for confirmation before a tool call if -Confirm was specified, or if the ConfirmImpact of the command is at least
/// $ConfirmPreference. With -Confirm:$false it never asks.
/// </summary>
internal sealed class ToolConfirmation(PSCmdlet cmdlet)
{
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Returns whether the call is allowed; asks the user if confirmation is required.</summary>
    internal bool Confirm(QubridTool tool, ToolCall call) =>
        !RequiresConfirmation(tool) || cmdlet.ShouldContinue(
            TerminalSanitizer.SanitizeLine($"The model requests to run {tool.Command.Name} with {call.Arguments}"), "Run the tool?", ref _yesToAll, ref _noToAll);

    /// <summary>Returns whether calls of the tool require confirmation.</summary>
    internal bool RequiresConfirmation(QubridTool tool) => ExplicitConfirm ?? MeetsConfirmPreference(tool);

    /// <summary>Returns whether confirmation is handled here. If not, the command asks in the same way as without a model.</summary>
    internal bool IsDecidedHere(QubridTool tool) => ExplicitConfirm is not null || MeetsConfirmPreference(tool);

    // The value of -Confirm, or null if it was not specified.
    private bool? ExplicitConfirm => cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) ? (bool)(SwitchParameter)confirm : null;

    private bool MeetsConfirmPreference(QubridTool tool) =>
        tool.ConfirmImpact != ConfirmImpact.None
        && LanguagePrimitives.TryConvertTo(cmdlet.SessionState.PSVariable.GetValue("ConfirmPreference"), out ConfirmImpact preference)
        && preference != ConfirmImpact.None
        && tool.ConfirmImpact >= preference;
}
