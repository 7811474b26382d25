using Qubrid.Client;
using QubridPS.Connections;

namespace QubridPS.Tools;

/// <summary>
/// Asks for confirmation before a tool call if -Confirm was specified, or if the ConfirmImpact of the command is at least
/// $ConfirmPreference. With -Confirm:$false it never asks.
/// </summary>
internal sealed class ToolConfirmation(PSCmdlet cmdlet)
{
    // Start-Job starts the process of the job with this option.
    private const string JobProcessOption = "-s";

    // Yes to All applies to the calls of one tool only.
    private readonly HashSet<QubridTool> _yesToAll = [];
    private bool _noToAll;

    /// <summary>Returns whether the call is allowed; asks the user if confirmation is required.</summary>
    /// <exception cref="ConfirmationUnavailableException">Confirmation is required, and the session cannot prompt.</exception>
    internal bool Confirm(QubridTool tool, IEnumerable<KeyValuePair<string, object?>> arguments) => !RequiresConfirmation(tool) || Ask(tool, arguments);

    private bool Ask(QubridTool tool, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        var question = TerminalSanitizer.SanitizeLine($"The model requests to run {tool.Command.Name} with {ToolCallDescriber.Describe(arguments)}");
        var yesToAll = _yesToAll.Contains(tool);
        if (IsBackgroundJob && !yesToAll)
        {
            throw ConfirmationUnavailableException.BeforeCall(tool);
        }

        try
        {
            // With hasSecurityImpact, the default answer is No.
            var isConfirmed = cmdlet.ShouldContinue(question, "Run the tool?", hasSecurityImpact: true, ref yesToAll, ref _noToAll);
            if (yesToAll)
            {
                _yesToAll.Add(tool);
            }

            return isConfirmed;
        }
        catch (Exception error) when (error is not (PipelineStoppedException or OperationCanceledException))
        {
            // Hosts throw exceptions of any type, such as NullReferenceException at the end of the input of the console.
            throw ConfirmationUnavailableException.BeforeCall(tool, error);
        }
    }

    /// <summary>Returns whether calls of the tool require confirmation.</summary>
    internal bool RequiresConfirmation(QubridTool tool) => ExplicitConfirm ?? MeetsConfirmPreference(tool);

    /// <summary>Returns whether confirmation is handled here. If not, the command asks in the same way as without a model.</summary>
    internal bool IsDecidedHere(QubridTool tool) => ExplicitConfirm is not null || MeetsConfirmPreference(tool);

    // A prompt would block the job until somebody receives its output.
    private bool IsBackgroundJob => cmdlet.Host.Name == SessionConnections.RemoteHostName && Environment.GetCommandLineArgs().Contains(JobProcessOption);

    // The value of -Confirm, or null if it was not specified.
    private bool? ExplicitConfirm => cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) ? (bool)(SwitchParameter)confirm : null;

    private bool MeetsConfirmPreference(QubridTool tool) =>
        tool.ConfirmImpact != ConfirmImpact.None
        && LanguagePrimitives.TryConvertTo(cmdlet.SessionState.PSVariable.GetValue("ConfirmPreference"), out ConfirmImpact preference)
        && preference != ConfirmImpact.None
        && tool.ConfirmImpact >= preference;
}
