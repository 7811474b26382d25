using System.Globalization;
using System.Management.Automation.Language;

namespace QubridPS.Conversion;

/// <summary>
/// Represents a script block of a view, which calculates a value of an object. Must be used on the pipeline thread. It runs in the language
/// mode of the session.
/// </summary>
internal sealed class DisplayScript
{
    // Only the value is used: other output of the script must not appear among the output of the command.
    private const string OtherStreams = "2>$null 3>$null 4>$null 5>$null 6>$null";

    // As in the console: a warning or an error that a script continues after does not end it, even if the session stops at the first one.
    private readonly PSVariable[] _preferences =
    [
        new("ErrorActionPreference", ActionPreference.Continue),
        new("WarningPreference", ActionPreference.Continue),
    ];

    private readonly ScriptBlock _script;

    internal DisplayScript(string text)
    {
        Text = text;
        FormatsNumber = FormattedNumber.IsFormattedBy(text);
        _script = ScriptBlock.Create(ContainsCommand(text) ? $"& {{ {text}\n}} {OtherStreams}" : text);
    }

    /// <summary>Gets the text of the script.</summary>
    internal string Text { get; }

    /// <summary>Gets whether the value can be a number that the script formatted as text.</summary>
    internal bool FormatsNumber { get; }

    /// <summary>Returns the value for an object, independent of the culture of the session; null if the script fails.</summary>
    internal object? Run(PSObject source)
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
            var output = _script.InvokeWithContext(functionsToDefine: null, variablesToDefine: [new PSVariable("_", source), .. _preferences]);
            return output.Count switch
            {
                0 => null,
                1 => output[0],
                _ => output.ToArray(),
            };
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            return null;
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    // Only commands write to other streams. Redirection takes ten times as long as a typical script.
    private static bool ContainsCommand(string text) =>
        Parser.ParseInput(text, out _, out _).Find(static node => node is CommandAst, searchNestedScriptBlocks: true) is not null;
}
