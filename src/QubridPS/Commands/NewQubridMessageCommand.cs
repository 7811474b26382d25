using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Input;

namespace QubridPS;

/// <summary>Creates a chat message from a text, from piped texts, or from an instruction and piped objects.</summary>
[Cmdlet(VerbsCommon.New, "QubridMessage", HelpUri = HelpUriBase + "New-QubridMessage.md")]
[OutputType(typeof(ChatMessage))]
public sealed class NewQubridMessageCommand : QubridCmdletBase
{
    private readonly InputAdvice _advice;
    private DataCollector? _data;
    private ContentCollector? _contents;
    private FileContents? _files;
    private string[] _images = [];
    private bool _hasContent;
    private bool _hasInput;
    private bool _isArgument;
    private bool _hasData;

    /// <summary>Creates the cmdlet.</summary>
    public NewQubridMessageCommand() => _advice = new InputAdvice(WriteWarning, "New-QubridMessage");

    /// <summary>Specifies the text of the message. If objects are piped, it is the instruction that applies to them.</summary>
    [Parameter(Position = 0)]
    [AllowEmptyString]
    public string? Content { get; set; }

    /// <summary>Specifies the role of the author. The default is user.</summary>
    [Parameter]
    [ValidateSet(ChatRoles.User, ChatRoles.System, ChatRoles.Assistant, ChatRoles.Tool)]
    public string Role { get; set; } = ChatRoles.User;

    /// <summary>Specifies the images of the message: paths, http(s) URLs or data URIs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Image { get; set; }

    /// <summary>Specifies the files whose content is added to the text: text files and images. Wildcards are permitted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Specifies the format of the input objects in the message. The default is Json; strings are added as text.</summary>
    [Parameter]
    public DataFormat As { get; set; }

    /// <summary>Specifies the input objects: strings that each create a message, or data for -Content.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => InvokeWithErrorHandling(() =>
    {
        _hasContent = IsBound(nameof(Content));
        _isArgument = IsBound(nameof(InputObject));
        _hasInput = MyInvocation.ExpectingInput || _isArgument;
        var files = new FileContentReader(SessionState, WriteWarning, WriteVerbose);
        _files = files.Read(Path);
        _contents = As == DataFormat.Content ? new ContentCollector(files, WriteWarning) : null;
        _images = [.. ImageReader.Read(Image, SessionState), .. ImageReader.Read(_files.Images)];
        if (_hasContent && string.IsNullOrWhiteSpace(Content) && _images.Length == 0)
        {
            throw MessageErrors.EmptyContent(Content);
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
        if (_data is not null || _contents is { Contents.Count: > 0 })
        {
            WriteMessage(_data is null ? Content : _hasData ? DataFence.Compose(Content!, _data.Build()) : throw DataErrors.NullInput());
        }
        else if (_contents is { HasOnlyFolders: true })
        {
            throw FileErrors.OnlyFolders();
        }
        else if (!_hasInput)
        {
            WriteMessage(
                _hasContent || _images.Length > 0 ? Content
                : throw (Path is null ? MessageErrors.ContentMissing() : MessageErrors.FilesWithoutContent()));
        }
    });

    private void Process(PSObject? item)
    {
        InputItem.RequireData(item);
        _hasData |= !InputItem.IsNull(item);
        if (_hasContent && _contents is not null && item?.BaseObject is not string)
        {
            _ = _contents.Add(item, isDivisible: false);
        }
        else if (_hasContent)
        {
            _advice.CheckData(item);
            (_data ??= CreateCollector()).Add(item);
        }
        else if (item?.BaseObject is string text && !string.IsNullOrWhiteSpace(text))
        {
            WriteMessage(text);
        }
        else
        {
            throw InputItem.IsNull(item) ? DataErrors.NullInput()
                : item!.BaseObject is string ? MessageErrors.EmptyContent(item)
                : MessageErrors.ContentRequired(item);
        }
    }

    private DataCollector CreateCollector() => new(new ConversionOptions
    {
        Format = IsBound(nameof(As)) ? As : null,
        WriteWarning = WriteWarning,
        Views = new DisplayViewReader(InvokeCommand),
        Report = new SentPropertyReport(WriteVerbose, "Select-Object"),
    });

    private void WriteMessage(string? content)
    {
        FileText[] files = [.. _files!.Texts, .. _contents?.Contents.Texts ?? []];
        WriteObject(new ChatMessage
        {
            Role = Role.ToLowerInvariant(),
            Content = files.Length == 0 ? content : FileFence.Compose(content ?? throw MessageErrors.FilesWithoutContent(), files),
            Images = [.. _images, .. ImageReader.Read(_contents?.Contents.Images ?? [])],
        });
    }
}
