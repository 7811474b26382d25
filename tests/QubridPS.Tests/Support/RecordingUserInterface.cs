using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace QubridPS.Tests.Support;

/// <summary>Records all text in order, and progress records separately. Returns predefined answers to prompts.</summary>
internal sealed class RecordingUserInterface : PSHostUserInterface
{
    private readonly StringBuilder _text = new();

    internal ConcurrentQueue<ProgressRecord> Progress { get; } = new();

    /// <summary>Gets the questions that were asked.</summary>
    internal ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>Gets or sets the label of the choice to select, such as &amp;No. The default choice is selected if none has this label.</summary>
    internal string? Choice { get; set; }

    /// <summary>Gets or sets the exception that the host throws instead of asking; null to ask.</summary>
    internal Exception? PromptFailure { get; set; }

    internal Action<string>? OnWrite { get; set; }

    internal string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Gets the lines of input; after them the input ends.</summary>
    internal Queue<string> Lines { get; } = new();

    internal Queue<char> Keys => ((FixedSizeRawUI)RawUI).Keys;

    public override PSHostRawUserInterface RawUI { get; } = new FixedSizeRawUI();

    public override void Write(string value)
    {
        lock (_text)
        {
            _text.Append(GetOutputString(value, supportsVirtualTerminal: false));
        }

        OnWrite?.Invoke(value);
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + "\n");

    public override void WriteErrorLine(string value) => WriteLine("ERROR: " + value);

    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => Progress.Enqueue(record);

    public override string ReadLine() => Lines.TryDequeue(out var line) ? DequeueLine(line) : null!;

    public override SecureString ReadLineAsSecureString() => new();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => [];

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Enqueue(message);
        if (PromptFailure is not null)
        {
            throw PromptFailure;
        }

        var chosen = choices.ToList().FindIndex(choice => choice.Label == Choice);
        return chosen < 0 ? defaultChoice : chosen;
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw new NotSupportedException();

    private string DequeueLine(string line)
    {
        Write(line + "\n");
        return line;
    }
}
