using System.Reflection;

namespace QubridPS.Tools;

/// <summary>Whether a command asks before it acts, and how grave it says it is.</summary>
internal static class ConfirmImpactReader
{
    internal static ConfirmImpact Read(CommandInfo command) => command switch
    {
        CmdletInfo cmdlet => Read(cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>()),
        FunctionInfo function => Read(function.ScriptBlock.Attributes.OfType<CmdletBindingAttribute>().FirstOrDefault()),
        ExternalScriptInfo script => Read(script.ScriptBlock.Attributes.OfType<CmdletBindingAttribute>().FirstOrDefault()),
        _ => ConfirmImpact.None,
    };

    private static ConfirmImpact Read(CmdletCommonMetadataAttribute? attribute) =>
        attribute is { SupportsShouldProcess: true } ? attribute.ConfirmImpact : ConfirmImpact.None;
}
