using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>
/// Reads the pipeline by its five rules. What makes a request of its own comes back at once; what belongs to the one
/// request of all (messages, data) is kept until the end.
/// </summary>
internal sealed class ChatInputReader(PromptSource promptSource, string? commandLinePrompt, bool onePerObject, ConversionOptions conversion, SessionState session)
{
    private readonly List<ChatMessage> _conversation = [];
    private readonly List<PSObject> _images = [];
    private DataCollector? _data;
    private int _items;
    private int _nulls;

    /// <summary>Whether image files are images to look at, and not data.</summary>
    internal bool TreatImageFilesAsImages { get; init; }

    /// <summary>Gets whether a custom object with only message fields is a message: nothing else says what to do with it.</summary>
    internal bool AcceptCustomObjectsAsMessages { get; init; }

    /// <summary>Takes a piped object. Returns the request that it makes by itself, or null where it was kept.</summary>
    internal ChatInput? Add(PSObject? item, string? boundPrompt)
    {
        InputItem.RequireData(item);
        _items++;
        if (InputItem.IsNull(item))
        {
            _nulls++;
            if (!IsGathered)
            {
                return null;
            }
        }

        if (item is not null && (AcceptCustomObjectsAsMessages || MessageReader.IsMessageType(item)) && MessageReader.TryRead(item) is { } message)
        {
            if (promptSource == PromptSource.ScriptBlock)
            {
                throw MessageErrors.ScriptBlockPromptWithMessages(item);
            }

            _conversation.Add(message);
            return null;
        }

        if (item is not null && MessageReader.TryReadConversation(item) is { } conversation)
        {
            return FromConversation(item, conversation, boundPrompt);
        }

        if (promptSource == PromptSource.Object && item is not null)
        {
            boundPrompt ??= RowPrompt.Find(item);
        }

        if (promptSource != PromptSource.CommandLine && boundPrompt is not null)
        {
            return FromRow(item, boundPrompt);
        }

        return promptSource == PromptSource.CommandLine ? AddData(item) : FromString(item);
    }

    /// <summary>The request of all that was kept, or null where nothing was.</summary>
    internal ChatInput? Complete()
    {
        if (_nulls > 0 && _nulls == _items)
        {
            throw InputErrors.NullInput();
        }

        if (_conversation.Count == 0 && _data is null && _images.Count == 0)
        {
            return null;
        }

        var prompt = promptSource == PromptSource.CommandLine ? commandLinePrompt : null;
        return new ChatInput
        {
            Conversation = _conversation,
            Prompt = _data is null ? prompt : DataFence.Compose(prompt!, _data.Build()),
            Images = ImageReader.Read(_images.Select(image => (FileInfo)image.BaseObject)),
        };
    }

    /// <summary>What to tell of items that were null and had no request, once all others were read; null where there were none.</summary>
    internal QubridInputException? NullItems => _nulls > 0 && !IsGathered ? InputErrors.NullItems(_nulls, _items) : null;

    // One request of all: a null among other data is a null in it.
    private bool IsGathered => promptSource == PromptSource.CommandLine && !onePerObject;

    private ChatInput FromConversation(PSObject item, IReadOnlyList<ChatMessage> conversation, string? boundPrompt)
    {
        var prompt = promptSource == PromptSource.CommandLine ? commandLinePrompt : boundPrompt;
        return string.IsNullOrWhiteSpace(prompt)
            ? throw InputErrors.PromptRequired(item)
            : new ChatInput { Conversation = conversation, Prompt = prompt, InputObject = PSObjectReader.Unwrap(item) };
    }

    // The prompt is all that is sent; the row's settings count only where the prompt is the row's own.
    private ChatInput FromRow(PSObject? item, string prompt) => string.IsNullOrWhiteSpace(prompt)
        ? throw InputErrors.EmptyPrompt(item)
        : new ChatInput
        {
            Prompt = prompt,
            InputObject = PSObjectReader.Unwrap(item),
            Row = promptSource == PromptSource.Object && item is not null ? RowSettings.FromRow(item) : RowSettings.None,
            Images = promptSource == PromptSource.Object && item is not null ? RowImages.Read(item, session) : [],
        };

    private ChatInput? AddData(PSObject? item)
    {
        var image = TreatImageFilesAsImages && _data is null ? ImageFile.TryGet(item) : null;
        if (!onePerObject)
        {
            Collect(item, image);
            return null;
        }

        if (image is not null)
        {
            return new ChatInput { Prompt = commandLinePrompt, Images = ImageReader.Read([image]), InputObject = image };
        }

        var single = new DataCollector(conversion);
        single.Add(item);
        return new ChatInput
        {
            Prompt = DataFence.Compose(commandLinePrompt!, single.Build()),
            InputObject = PSObjectReader.Unwrap(item),
        };
    }

    // Images are seen as such only while nothing else comes: among other objects a file is one of them.
    private void Collect(PSObject? item, FileInfo? image)
    {
        if (image is not null)
        {
            _images.Add(item!);
            return;
        }

        _data ??= new DataCollector(conversion);
        _images.ForEach(_data.Add);
        _images.Clear();
        _data.Add(item);
    }

    private static ChatInput FromString(PSObject? item)
    {
        if (item?.BaseObject is not string text)
        {
            throw InputErrors.PromptRequired(item);
        }

        return string.IsNullOrWhiteSpace(text)
            ? throw InputErrors.EmptyPrompt(item)
            : new ChatInput { Prompt = text, InputObject = text };
    }
}
