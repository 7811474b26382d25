namespace QubridPS.Commands;

/// <summary>Where Get-Help -Online finds the page of a cmdlet.</summary>
internal static class HelpUris
{
    internal const string Base = "https://github.com/qubrid/QubridPS/blob/main/docs/en-US/";
}
