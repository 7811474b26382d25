using Qubrid.Client;
using QubridPS.Chat;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Tools;

namespace QubridPS;

/// <summary>Starts an interactive chat session with a model, and returns the conversation when it ends.</summary>
[Cmdlet(VerbsCommon.Enter, "QubridChat", HelpUri = HelpUriBase + "Enter-QubridChat.md")]
[OutputType(typeof(ChatMessage))]
public sealed class EnterQubridChatCommand : ChatCmdletBase
{
    private readonly List<ChatMessage> _inputMessages = [];
    private ToolSet? _tools;
    private ConversationLog? _log;
    private ChatMessage[] _loggedMessages = [];

    /// <summary>Specifies the conversation to continue: a completion, or messages.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Specifies the path of a conversation file. The conversation is saved to it after each turn; if the file contains a conversation, the
    /// chat continues it.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => InvokeWithErrorHandling(() =>
    {
        _tools = ResolveTools();
        ResolveConnection(Redact);
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
        var console = new ChatConsole(Host, CancellationToken);
        var settings = CreateSettings([], useStreaming: true);
        var history = new ChatHistory(settings, FindInitialMessages());
        var turn = CreateTurn(settings);
        if (_loggedMessages.Length > 0)
        {
            console.WriteLine($"Continuing the conversation of {_loggedMessages.Length} messages from {_log!.Path}.");
        }

        var commands = new SlashCommands(console, history, SessionState) { Log = _log, Redact = ResolvedConnection.Client.Redact };
        new ChatLoop(console, history, turn, commands, SessionState).Run();
        WriteObject(history.Conversation, enumerateCollection: true);
    });

    private ChatMessage[] FindInitialMessages()
    {
        ChatMessage[] messages = [.. Message ?? [], .. _inputMessages];
        return messages.Length == 0 ? _loggedMessages
            : _loggedMessages.Length == 0 ? messages
            : throw ChatErrors.PathHoldsAnother(Path!);
    }

    private ChatTurn CreateTurn(ChatSettings settings)
    {
        var conversion = new ConversionOptions { WriteWarning = WriteWarning, Views = new DisplayViewReader(InvokeCommand) };
        var requestFactory = new RequestFactory(settings, conversion, tools: _tools);
        return new ChatTurn(CreateContext(), new ChatCallFactory(ResolvedConnection.Client), requestFactory, CreateCallOptions)
        {
            Tools = CreateToolRunner(_tools, conversion),
        };
    }

    private ConversationLog OpenLog(string path)
    {
        try
        {
            return ConversationLog.Open(FilePath.Resolve(path, SessionState), ResolvedConnection.Client.Redact, out _loggedMessages);
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

        var conversation = MessageReader.TryReadConversation(item) ?? throw MessageErrors.NotAMessage(item);
        _inputMessages.AddRange(_inputMessages.Count == 0 ? conversation : throw ChatErrors.MultipleConversations(item));
    }
}
