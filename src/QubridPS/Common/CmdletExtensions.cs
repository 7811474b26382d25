namespace QubridPS.Common;

/// <summary>Extends <see cref="Cmdlet"/>.</summary>
internal static class CmdletExtensions
{
    // Marks information records that the host displays, in the same way as Write-Host.
    private static readonly string[] s_hostTag = ["PSHOST"];

    /// <summary>Writes text to the host through the information stream.</summary>
    internal static void WriteHostText(this Cmdlet cmdlet, string text, bool noNewLine = false) =>
        cmdlet.WriteInformation(new HostInformationMessage { Message = text, NoNewLine = noNewLine }, s_hostTag);
}
