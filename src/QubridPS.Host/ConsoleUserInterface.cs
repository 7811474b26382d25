using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using System.Security;

namespace QubridPS.Host;

/// <summary>Output to the console: the script's output to standard output, messages about it to standard error.</summary>
internal sealed class ConsoleUserInterface : PSHostUserInterface
{
    private readonly ConsoleRawUserInterface _raw = new();
    private readonly ProgressLine _progress = new();

    public override PSHostRawUserInterface RawUI => _raw;

    internal bool ShowedError { get; private set; }

    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    public override void Write(string value)
    {
        _progress.Clear();
        Console.Out.Write(GetOutputString(value, SupportsVirtualTerminal));
        Console.Out.Flush(); // live text is shown when it comes
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value)
    {
        ShowedError = true;
        WriteMessage("31", value);
    }

    public override void WriteDebugLine(string message) => WriteMessage("33", "DEBUG: " + message);

    public override void WriteVerboseLine(string message) => WriteMessage("33", "VERBOSE: " + message);

    public override void WriteWarningLine(string message) => WriteMessage("33", "WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public override string ReadLine() => Console.ReadLine()!; // null is the end, as other hosts tell it

    public override SecureString ReadLineAsSecureString() => ConsolePrompt.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        ConsolePrompt.AskFields(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        ConsolePrompt.AskChoice(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        ConsolePrompt.AskCredential(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        ConsolePrompt.AskCredential(caption, message, userName);

    private void WriteMessage(string color, string text)
    {
        _progress.Clear();
        Console.Error.WriteLine(Console.IsErrorRedirected ? text : $"\u001b[{color}m{text}\u001b[0m");
    }
}
