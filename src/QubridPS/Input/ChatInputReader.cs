using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>
/// Applies the pipeline input rules (see about_QubridPS). Input that is a request itself is returned at once; messages and data that belong
/// to one common request are collected until the end.
/// </summary>
internal sealed class ChatInputReader(PromptSource promptSource, string? commandLinePrompt, bool onePerObject, ConversionOptions conversion, SessionState session)
{
    private readonly List<ChatMessage> _conversation = [];
    private readonly List<PSObject> _images = [];
    private DataCollector? _data;
    private int _nulls;

    /// <summary>Gets whether image files are sent as images and not described as data.</summary>
    internal bool TreatImageFilesAsImages { get; init; }

    /// <summary>Gets whether a custom object with only message fields is a message. If not, it is data, so that a row of a file cannot be a system message.</summary>
    internal bool AcceptCustomObjectsAsMessages { get; init; }

    /// <summary>Gets the number of input objects so far, which is the position of the last one.</summary>
    internal int ItemCount { get; private set; }

    /// <summary>Gets the warnings about data; null for none.</summary>
    internal InputAdvice? Advice { get; init; }

    /// <summary>Gets the reader of the content of files; null if files are described by their properties.</summary>
    internal ContentCollector? Content { get; init; }

    /// <summary>Gets what divides the data into parts; null if it is not divided.</summary>
    internal DataDivider? Divider { get; init; }

    /// <summary>Gets the function that returns whether an input is small enough for one request.</summary>
    internal Func<ChatInput, bool> IsWithinLimit { get; init; } = _ => true;

    /// <summary>Gets the action that sends the parts that are ready, while a file is read.</summary>
    internal Action SendReadyParts { get; init; } = () => { };

    /// <summary>Gets the number of objects of the common request that could be sent in requests of their own.</summary>
    internal int CombinedCount => (_data?.Count ?? _images.Count) + (Content?.Contents.Count ?? 0);

    /// <summary>Adds an input object. Returns its own request, or null if it was added to the common request.</summary>
    internal ChatInput? Add(PSObject? item, string? boundPrompt)
    {
        InputItem.RequireData(item);
        ItemCount++;
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
            Divider?.AddMessage(message);
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

    /// <summary>Adds lines of files to the data of the common request. If one does not fit in a request, nothing of them is sent.</summary>
    internal void AddLines(IEnumerable<FileLine> lines)
    {
        if (!lines.Any())
        {
            return;
        }

        IsDivided(lines);
        foreach (var line in lines)
        {
            StartData().Add(line);
            SendReadyParts();
        }
    }

    /// <summary>Returns the common request, or null if there is none, or if its data was divided.</summary>
    internal ChatInput? Complete()
    {
        if (_nulls > 0 && _nulls == ItemCount)
        {
            throw DataErrors.NullInput();
        }

        conversion.Filter?.WarnOfUnusedNames();
        if (_conversation.Count == 0 && CombinedCount == 0)
        {
            return Content is { HasOnlyFolders: true } && !onePerObject ? throw FileErrors.OnlyFolders() : null;
        }

        if (Divider is not null && Content is { Contents.Count: > 0 } && (_data is not null || !IsWithinLimit(CreateContentInput())))
        {
            AddLines(Content.TakeLines());
        }

        if (_data is not null && Divider?.Complete(_data) == true)
        {
            return null;
        }

        var prompt = promptSource == PromptSource.CommandLine ? commandLinePrompt : null;
        return new ChatInput
        {
            Conversation = _conversation,
            Prompt = _data is null ? prompt : DataFence.Compose(prompt!, _data.Build()),
            Files = Content?.Contents.Texts ?? [],
            Images = ImageReader.Read(_images.Select(image => (FileInfo)image.BaseObject).Concat(Content?.Contents.Images ?? [])),
        };
    }

    /// <summary>Gets the error for $null objects that no request was sent for, to be reported after all input was read; null if there were none.</summary>
    internal QubridInputException? NullItems => _nulls > 0 && !IsGathered ? DataErrors.NullItems(_nulls, ItemCount) : null;

    // In a common request, a null among other data is sent as null.
    private bool IsGathered => promptSource == PromptSource.CommandLine && !onePerObject;

    private ChatInput FromConversation(PSObject item, IReadOnlyList<ChatMessage> conversation, string? boundPrompt)
    {
        // The Prompt of a journal entry is the one that was answered.
        var prompt = promptSource == PromptSource.CommandLine ? commandLinePrompt
            : promptSource == PromptSource.Object && JournalEntryCompletion.Find(item) is not null ? null
            : boundPrompt;
        return string.IsNullOrWhiteSpace(prompt)
            ? throw PromptErrors.PromptRequired(item)
            : new ChatInput { Conversation = conversation, Prompt = prompt, InputObject = PSObjectReader.Unwrap(item) };
    }

    // Only the prompt is sent. The settings of the row apply only if its own Prompt property is used.
    private ChatInput FromRow(PSObject? item, string prompt) => string.IsNullOrWhiteSpace(prompt)
        ? throw PromptErrors.EmptyPrompt(item)
        : new ChatInput
        {
            Prompt = prompt,
            InputObject = PSObjectReader.Unwrap(item),
            Row = promptSource == PromptSource.Object && item is not null ? RowSettings.FromRow(item) : RowSettings.None,
            Images = promptSource == PromptSource.Object && item is not null ? RowImages.Read(item, session) : [],
        };

    private ChatInput? AddData(PSObject? item)
    {
        if (Content is not null && item?.BaseObject is not string)
        {
            return AddContent(item);
        }

        var image = TreatImageFilesAsImages && _data is null ? ImageFile.TryGet(item) : null;
        if (image is null)
        {
            Advice?.CheckData(item);
        }

        if (!onePerObject)
        {
            Collect(item, image);
            return null;
        }

        if (image is not null)
        {
            return new ChatInput { Prompt = commandLinePrompt, Images = ImageReader.Read([image]), InputObject = image };
        }

        var divider = item?.BaseObject is string ? Divider?.CreateForItem() : null;
        var single = CreateCollector(divider);
        single.Add(item);
        var isDivided = divider?.Complete(single) == true;
        return new ChatInput
        {
            Parts = isDivided ? divider!.TakeParts() : null,
            Prompt = isDivided ? commandLinePrompt : DataFence.Compose(commandLinePrompt!, single.Build()),
            InputObject = PSObjectReader.Unwrap(item),
        };
    }

    private ChatInput CreateContentInput() => new() { Conversation = _conversation, Prompt = commandLinePrompt, Files = Content!.Contents.Texts };

    private ChatInput? AddContent(PSObject? item)
    {
        if (onePerObject)
        {
            return Content!.CreateInput(item, commandLinePrompt!, Divider is null ? null : CreateItemInput);
        }

        AddLines(Content!.Add(item, isDivisible: Divider is not null));
        return null;
    }

    // With -Split, a file that is too large for one request is divided between its lines.
    private ChatInput CreateItemInput(ChatInput? input, IEnumerable<FileLine> lines, FileInfo file)
    {
        if (input is not null && IsWithinLimit(input))
        {
            return input;
        }

        if (IsDivided(lines))
        {
            return new ChatInput { Prompt = commandLinePrompt, Parts = Divide(lines, Divider!.CreateForItem()), InputObject = file };
        }

        var data = CreateCollector(divider: null);
        lines.ToList().ForEach(data.Add);
        return new ChatInput { Prompt = DataFence.Compose(commandLinePrompt!, data.Build()), InputObject = file };
    }

    // Reads all lines, so that a line that does not fit in a request is found before anything is sent.
    private bool IsDivided(IEnumerable<FileLine> lines)
    {
        var isDivided = false;
        foreach (var _ in Divide(lines, Divider!.CreateForItem()))
        {
            isDivided = true;
        }

        return isDivided;
    }

    private IEnumerable<DataPart> Divide(IEnumerable<FileLine> lines, DataDivider divider)
    {
        var data = CreateCollector(divider);
        foreach (var line in lines)
        {
            data.Add(line);
            foreach (var part in divider.TakeParts())
            {
                yield return part;
            }
        }

        divider.Complete(data);
        foreach (var part in divider.TakeParts())
        {
            yield return part;
        }
    }

    private DataCollector CreateCollector(DataDivider? divider) => new(conversion) { PieceAdded = divider is null ? null : divider.Divide };

    // Image files are sent as images only if all input objects are images. Otherwise they are described like the other objects.
    private void Collect(PSObject? item, FileInfo? image)
    {
        if (image is not null)
        {
            _images.Add(item!);
            return;
        }

        StartData().Add(item);
    }

    private DataCollector StartData()
    {
        _data ??= CreateCollector(Divider);
        _images.ForEach(_data.Add);
        _images.Clear();
        return _data;
    }

    private static ChatInput FromString(PSObject? item)
    {
        if (item?.BaseObject is not string text)
        {
            throw PromptErrors.PromptRequired(item);
        }

        return string.IsNullOrWhiteSpace(text)
            ? throw PromptErrors.EmptyPrompt(item)
            : new ChatInput { Prompt = text, InputObject = text };
    }
}
