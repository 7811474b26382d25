using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Tools;

/// <summary>
/// Asks before a call where -Confirm was said, or where the command's own ConfirmImpact reaches $ConfirmPreference. -Confirm:$false
/// asks nothing.
/// </summary>
internal sealed class ToolConfirmation(PSCmdlet cmdlet)
{
    // Yes to all calls of one command is not yes to another command.
    private readonly HashSet<QubridTool> _yesToAll = [];
    private bool _noToAll;

    /// <summary>Whether the call may be made.</summary>
    /// <exception cref="QubridInputException">The host cannot ask.</exception>
    internal bool Confirm(QubridTool tool, IEnumerable<KeyValuePair<string, object?>> arguments) => !RequiresConfirmation(tool) || Ask(tool, arguments);

    private bool Ask(QubridTool tool, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        var yesToAll = _yesToAll.Contains(tool);
        try
        {
            // With a security impact, the default answer is No.
            var isConfirmed = cmdlet.ShouldContinue(
                TerminalSanitizer.SanitizeLine($"The model wants to run {tool.Command.Name} with {ToolCallDescriber.Describe(arguments)}"), "Run a tool?", hasSecurityImpact: true, ref yesToAll, ref _noToAll);
            if (yesToAll)
            {
                _yesToAll.Add(tool);
            }

            return isConfirmed;
        }
        catch (Exception error) when (HostExceptions.IsNotSupported(error) || error is PSInvalidOperationException or NullReferenceException) // the console's, at the end of its input
        {
            throw ToolErrors.ConfirmationUnavailable(tool.Name, error);
        }
    }

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
