using Qubrid.Client;
using QubridPS.Commands;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Input;

namespace QubridPS;

/// <summary>Makes a message: of a text, of piped texts, or of an instruction and piped objects.</summary>
[Cmdlet(VerbsCommon.New, "QubridMessage", HelpUri = HelpUris.Base + "New-QubridMessage.md")]
[OutputType(typeof(ChatMessage))]
public sealed class NewQubridMessageCommand : QubridCmdletBase
{
    private DataCollector? _data;
    private string[] _images = [];
    private bool _hasContent;
    private bool _hasInput;
    private bool _isArgument;
    private bool _hasOther;

    /// <summary>The text; with piped objects, the instruction.</summary>
    [Parameter(Position = 0)]
    [AllowEmptyString]
    public string? Content { get; set; }

    /// <summary>Who speaks.</summary>
    [Parameter]
    [ValidateSet(ChatRoles.User, ChatRoles.System, ChatRoles.Assistant, ChatRoles.Tool)]
    public string Role { get; set; } = ChatRoles.User;

    /// <summary>Images: paths, http(s) URLs or data URIs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Image { get; set; }

    /// <summary>What is piped.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => InvokeWithErrorHandling(() =>
    {
        _hasContent = MyInvocation.BoundParameters.ContainsKey(nameof(Content));
        _isArgument = MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        _hasInput = MyInvocation.ExpectingInput || _isArgument;
        _images = ImageReader.Read(Image, SessionState);
        if (_hasContent && string.IsNullOrWhiteSpace(Content) && _images.Length == 0)
        {
            throw InputErrors.EmptyPrompt(Content);
        }
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_hasInput)
        {
            return;
        }

        var items = InputItem.Expand(InputObject, _isArgument);
        InvokeWithErrorHandling(() => items.ToList().ForEach(Process));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        if (_data is not null)
        {
            WriteMessage(_hasOther ? DataFence.Compose(Content!, _data.Build()) : throw InputErrors.NullInput());
        }
        else if (!_hasInput)
        {
            WriteMessage(_hasContent || _images.Length > 0 ? Content : throw InputErrors.MessageContentMissing());
        }
    });

    private void Process(PSObject? item)
    {
        InputItem.RequireData(item);
        _hasOther |= !InputItem.IsNull(item);
        if (_hasContent)
        {
            (_data ??= new DataCollector(new ConversionOptions { WriteWarning = WriteWarning })).Add(item);
        }
        else if (item?.BaseObject is string text && !string.IsNullOrWhiteSpace(text))
        {
            WriteMessage(text);
        }
        else
        {
            throw InputItem.IsNull(item) ? InputErrors.NullInput()
                : item!.BaseObject is string ? InputErrors.EmptyPrompt(item)
                : InputErrors.ContentRequired(item);
        }
    }

    private void WriteMessage(string? content) => WriteObject(new ChatMessage { Role = Role.ToLowerInvariant(), Content = content, Images = _images });
}
