using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;
using QubridPS.Interactive;
using QubridPS.Tools;

namespace QubridPS.Commands;

/// <summary>A chat at the prompt, with live text. Gives the conversation in the end.</summary>
[Cmdlet(VerbsCommon.Enter, "QubridChat", HelpUri = HelpPage.Folder + "Enter-QubridChat.md")]
[OutputType(typeof(ChatMessage))]
public sealed class EnterQubridChatCommand : ChatSettingsCommand
{
    private readonly List<ChatMessage> _piped = [];
    private QubridTool[]? _tools;

    /// <summary>A conversation to go on with: an answer, or messages.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() =>
    {
        _tools = ReadTools();
        ResolveConnection();
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
        var before = (Message ?? []).Concat(_piped);
        Message = null; // from now on it is the history's
        var conversion = new ConversionOptions { Warn = WriteWarning };
        var requests = new RequestFactory(this, ResolvedConnection.Model, conversion, null, _tools);
        var history = new ChatHistory(this, ResolvedConnection.Model, before);
        var screen = new ChatScreen(Host);
        var exchange = new ChatExchange(this, new ChatSource(ResolvedConnection.Client, null, 0), requests, CallOptions, Log, StopToken)
        {
            Tools = _tools is null ? null : new ToolRunner(this, _tools, MaxToolRound, conversion, StopToken),
        };
        new ChatRoom(screen, history, exchange, new ChatCommands(screen, history, SessionState)).Run();
        WriteObject(history.Conversation, enumerateCollection: true);
    });

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
