using QubridPS.Commands;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>Makes a tool of a command, for Invoke-QubridChat -Tool.</summary>
[Cmdlet(VerbsCommon.New, "QubridTool", DefaultParameterSetName = CommandSet, HelpUri = HelpUris.Base + "New-QubridTool.md")]
[OutputType(typeof(QubridTool))]
public sealed class NewQubridToolCommand : QubridCmdletBase
{
    private const string CommandSet = "Command";
    private const string ScriptSet = "ScriptBlock";

    /// <summary>The command: its name, or what Get-Command gives.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = CommandSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CommandCompleter))]
    public object Command { get; set; } = null!;

    /// <summary>A script block with parameters of its own.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ScriptSet)]
    [ValidateNotNull]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>What the model calls it; the command's name where nothing is said.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [ValidatePattern("^[A-Za-z0-9_-]{1,64}$")]
    public string? Name { get; set; }

    /// <summary>What it is for; the synopsis of the command's help where nothing is said.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>The parameters that the model may give.</summary>
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
            : (Command is PSObject wrapped ? wrapped.BaseObject : Command) switch
            {
                CommandInfo command => factory.FromCommand(command, Name, Description, Parameter),
                System.Management.Automation.ScriptBlock => throw InputErrors.ToolNameRequired(),
                var name => factory.FromName(name.ToString() ?? "", Name, Description, Parameter),
            });
    });
}
