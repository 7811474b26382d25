using System.Reflection;

namespace QubridPS.Tools;

/// <summary>Whether a command asks before it acts, and how grave it says it is.</summary>
internal static class CommandImpact
{
    internal static ConfirmImpact Of(CommandInfo command) => command switch
    {
        CmdletInfo cmdlet => Of(cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>()),
        FunctionInfo function => Of(function.ScriptBlock.Attributes.OfType<CmdletBindingAttribute>().FirstOrDefault()),
        ExternalScriptInfo script => Of(script.ScriptBlock.Attributes.OfType<CmdletBindingAttribute>().FirstOrDefault()),
        _ => ConfirmImpact.None,
    };

    private static ConfirmImpact Of(CmdletCommonMetadataAttribute? attribute) =>
        attribute is { SupportsShouldProcess: true } ? attribute.ConfirmImpact : ConfirmImpact.None;
}
