using Qubrid.Client;
using QubridPS.Chat;
using QubridPS.Commands;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Paths;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>A chat at the prompt, with live text. Gives the conversation in the end.</summary>
[Cmdlet(VerbsCommon.Enter, "QubridChat", HelpUri = HelpUris.Base + "Enter-QubridChat.md")]
[OutputType(typeof(ChatMessage))]
public sealed class EnterQubridChatCommand : ChatCmdletBase
{
    private readonly List<ChatMessage> _inputMessages = [];
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
    protected override void BeginProcessing() => InvokeWithErrorHandling(() =>
    {
        _tools = ResolveTools();
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
            InvokeWithErrorHandling(() => AddInput(item));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        ChatMessage[] value = [.. Message ?? [], .. _inputMessages];
        if (value.Length > 0 && _logged.Length > 0)
        {
            throw ChatErrors.PathHoldsAnother(Path!);
        }

        Message = null; // from now on it is the history's
        var conversion = new ConversionOptions { WriteWarning = WriteWarning };
        var requestFactory = new RequestFactory(this, ResolvedConnection.Model, conversion, null, _tools);
        var history = new ChatHistory(this, ResolvedConnection.Model, value.Length > 0 ? value : _logged);
        var console = new ChatConsole(Host, CancellationToken);
        var turn = new ChatTurn(this, new ChatCallFactory(ResolvedConnection.Client, null, 0), requestFactory, CreateCallOptions, Log, CancellationToken)
        {
            Tools = _tools is null ? null : new ToolRunner(this, _tools, MaxToolRound, conversion, CancellationToken) { Redact = ResolvedConnection.Client.Redact },
        };
        if (_logged.Length > 0)
        {
            console.WriteLine($"Goes on with {_logged.Length} messages from {_log!.Path}.");
        }

        var commands = new SlashCommands(console, history, SessionState) { Log = _log, Redact = ResolvedConnection.Client.Redact };
        new ChatLoop(console, history, turn, commands, SessionState).Run();
        WriteObject(history.Conversation, enumerateCollection: true);
    });

    private ConversationLog OpenLog(string path)
    {
        try
        {
            return ConversationLog.Open(FilePath.Resolve(path, SessionState), ResolvedConnection.Client.Redact, out _logged);
        }
        catch (IOException error)
        {
            throw ChatErrors.FileNotAccessible(path, error);
        }
    }

    private void AddInput(PSObject item)
    {
        if (MessageReader.TryRead(item) is { } message)
        {
            _inputMessages.Add(message);
            return;
        }

        var conversation = MessageReader.TryReadConversation(item) ?? throw InputErrors.NotAMessage(item);
        _inputMessages.AddRange(_inputMessages.Count == 0 ? conversation : throw ChatErrors.MultipleConversations(item));
    }
}
