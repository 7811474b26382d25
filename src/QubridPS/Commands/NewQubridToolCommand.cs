using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>Creates a tool from a command or a script block.</summary>
[Cmdlet(VerbsCommon.New, "QubridTool", DefaultParameterSetName = CommandSet, HelpUri = HelpUriBase + "New-QubridTool.md")]
[OutputType(typeof(QubridTool))]
public sealed class NewQubridToolCommand : QubridCmdletBase
{
    private const string CommandSet = "Command";
    private const string ScriptSet = "ScriptBlock";

    /// <summary>Specifies the command: its name, or the output of Get-Command.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = CommandSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CommandCompleter))]
    public object Command { get; set; } = null!;

    /// <summary>Specifies a script block with its own parameters.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ScriptSet)]
    [ValidateNotNull]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>Specifies the name of the tool. The default is the name of the command. JSON field: tools[].function.name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [ValidatePattern("^[A-Za-z0-9_-]{1,64}$")]
    public string? Name { get; set; }

    /// <summary>
    /// Specifies the description of the tool. The default is the synopsis of the command's help. JSON field: tools[].function.description.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>
    /// Specifies the parameters that the model can use. Wildcards are permitted. The default is the parameters of the default parameter set.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Parameter { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeWithErrorHandling(() =>
    {
        var factory = new ToolFactory(this);
        WriteObject(ParameterSetName == ScriptSet
            ? ToolFactory.FromScriptBlock(ScriptBlock, Name!, Description, Parameter)
            : PSObjectReader.Unwrap(Command)! switch
            {
                CommandInfo command => factory.FromCommand(command, Name, Description, Parameter),
                System.Management.Automation.ScriptBlock => throw ToolErrors.ToolNameRequired(),
                var name => factory.FromName(name.ToString() ?? "", Name, Description, Parameter),
            });
    });
}
