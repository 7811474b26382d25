using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Interactive;
using QubridPS.Paths;
using QubridPS.Tools;

namespace QubridPS.Commands;

/// <summary>A chat at the prompt, with live text. Gives the conversation in the end.</summary>
[Cmdlet(VerbsCommon.Enter, "QubridChat", HelpUri = HelpPage.Folder + "Enter-QubridChat.md")]
[OutputType(typeof(ChatMessage))]
public sealed class EnterQubridChatCommand : ChatSettingsCommand
{
    private readonly List<ChatMessage> _piped = [];
    private QubridTool[]? _tools;
    private ConversationLog? _log;
    private ChatMessage[] _logged = [];

    /// <summary>A conversation to go on with: an answer, or messages.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>A file that keeps the conversation as it grows, and that the chat goes on with where it holds one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() =>
    {
        _tools = ReadTools();
        ResolveConnection();
        if (Path is not null)
        {
            _log = OpenLog(Path);
        }
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is { } item)
        {
            Guard(() => Take(item));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        ChatMessage[] given = [.. Message ?? [], .. _piped];
        if (given.Length > 0 && _logged.Length > 0)
        {
            throw ChatErrors.PathHoldsAnother(Path!);
        }

        Message = null; // from now on it is the history's
        var conversion = new ConversionOptions { Warn = WriteWarning };
        var requests = new RequestFactory(this, ResolvedConnection.Model, conversion, null, _tools);
        var history = new ChatHistory(this, ResolvedConnection.Model, given.Length > 0 ? given : _logged);
        var screen = new ChatScreen(Host, StopToken);
        var exchange = new ChatExchange(this, new ChatSource(ResolvedConnection.Client, null, 0), requests, CallOptions, Log, StopToken)
        {
            Tools = _tools is null ? null : new ToolRunner(this, _tools, MaxToolRound, conversion, StopToken),
        };
        if (_logged.Length > 0)
        {
            screen.Tell($"Goes on with {_logged.Length} messages from {_log!.Path}.");
        }

        var commands = new ChatCommands(screen, history, SessionState) { Log = _log };
        new ChatRoom(screen, history, exchange, commands, SessionState).Run();
        WriteObject(history.Conversation, enumerateCollection: true);
    });

    private ConversationLog OpenLog(string path)
    {
        try
        {
            return ConversationLog.Open(FilePath.Resolve(path, SessionState), out _logged);
        }
        catch (IOException error)
        {
            throw ChatErrors.FileUnusable(path, error);
        }
    }

    private void Take(PSObject item)
    {
        if (MessageReader.TryRead(item) is { } message)
        {
            _piped.Add(message);
            return;
        }

        var conversation = MessageReader.TryReadConversation(item) ?? throw InputErrors.NotAMessage(item);
        _piped.AddRange(_piped.Count == 0 ? conversation : throw ChatErrors.OneConversation(item));
    }
}
