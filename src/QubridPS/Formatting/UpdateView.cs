using Qubrid.Client;
using QubridPS.Input;

namespace QubridPS.Formatting;

/// <summary>Returns what a streamed update shows in a table. Accepts live and deserialized updates.</summary>
public static class UpdateView
{
    /// <summary>Returns the text of the update, safe to show in one line.</summary>
    public static string Text(PSObject update) => TerminalSanitizer.SanitizeLine(PropertyValue.TextOf(update, nameof(ChatUpdate.Text)));

    /// <summary>Returns the reasoning of the update, safe to show in one line.</summary>
    public static string Reasoning(PSObject update) => TerminalSanitizer.SanitizeLine(PropertyValue.TextOf(update, nameof(ChatUpdate.Reasoning)));

    /// <summary>Returns the finish reason of the update, safe to show.</summary>
    public static string FinishReason(PSObject update) => TerminalSanitizer.SanitizeLine(PropertyValue.TextOf(update, nameof(ChatUpdate.FinishReason)));
}
