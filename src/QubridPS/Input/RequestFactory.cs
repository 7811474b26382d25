using System.Text.Json;
using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS.Input;

/// <summary>Creates requests from the input and the settings of a command. Parts that all requests share are created once.</summary>
internal sealed class RequestFactory
{
    // Fields that parameters set.
    private static readonly Dictionary<string, string> s_parametersByField = new(StringComparer.Ordinal)
    {
        ["model"] = nameof(ChatSettings.Model),
        ["messages"] = "Message",
        ["max_tokens"] = nameof(ChatSettings.MaxTokens),
        ["temperature"] = nameof(ChatSettings.Temperature),
        ["top_p"] = nameof(ChatSettings.TopP),
        ["stop"] = nameof(ChatSettings.Stop),
        ["presence_penalty"] = nameof(ChatSettings.PresencePenalty),
        ["frequency_penalty"] = nameof(ChatSettings.FrequencyPenalty),
        ["seed"] = nameof(ChatSettings.Seed),
        ["reasoning_effort"] = nameof(ChatSettings.ReasoningEffort),
    };

    private readonly ChatSettings _settings;
    private readonly ResponseSchema? _schema;
    private readonly JsonElement? _tools;
    private readonly string? _toolChoice;
    private readonly string[] _images;
    private readonly IReadOnlyList<FileText> _files;
    private readonly Dictionary<string, JsonElement>? _additionalProperties;

    internal RequestFactory(
        ChatSettings settings, ConversionOptions conversion, ResponseSchema? schema = null, ToolSet? tools = null, FileContents? files = null, string[]? images = null)
    {
        _settings = settings;
        _schema = schema;
        _tools = tools is null ? null : QubridTool.ToJson(tools.Tools);
        _toolChoice = tools?.Choice;
        _images = [.. images ?? [], .. ImageReader.Read(files?.Images ?? [])];
        _files = files?.Texts ?? [];
        _additionalProperties = settings.AdditionalProperty is null ? null : ConvertAdditionalProperties(conversion);
    }

    /// <summary>Creates the request. Explicit settings override those of the input object, and these override the connection.</summary>
    internal ChatRequest Create(ChatInput input) => new()
    {
        Model = _settings.Model ?? input.Row.Model ?? _settings.DefaultModel,
        Messages = _schema is null ? CreateMessages(input) : SchemaInstruction.Add(CreateMessages(input), _schema),
        MaxTokens = _settings.MaxTokens ?? input.Row.MaxTokens,
        Temperature = _settings.Temperature ?? input.Row.Temperature,
        TopP = _settings.TopP ?? input.Row.TopP,
        Stop = _settings.Stop,
        PresencePenalty = _settings.PresencePenalty,
        FrequencyPenalty = _settings.FrequencyPenalty,
        Seed = _settings.Seed,
        ReasoningEffort = _settings.ReasoningEffort,
        Stream = _settings.UseStreaming,
        Tools = _tools,
        ToolChoice = _toolChoice,
        ResponseFormat = _schema?.ResponseFormat,
        AdditionalProperties = _additionalProperties,
    };

    private List<ChatMessage> CreateMessages(ChatInput input)
    {
        var messages = new List<ChatMessage>();
        var system = _settings.System ?? input.Row.System;
        if (system is not null)
        {
            messages.Add(new ChatMessage { Role = ChatRoles.System, Content = system });
        }

        // A new system message replaces those of the conversation.
        var previousMessages = SchemaInstruction.Remove(_settings.Messages.Concat(input.Conversation));
        messages.AddRange(system is null ? previousMessages : previousMessages.Where(message => message.Role != ChatRoles.System));
        if (input.Prompt is not null || _images.Length > 0 || _files.Count > 0)
        {
            messages.Add(new ChatMessage { Content = AddFiles(input), Images = [.. _images, .. input.Images] });
        }

        return messages;
    }

    private string? AddFiles(ChatInput input)
    {
        FileText[] files = input.IsMerge ? [] : [.. _files, .. input.Files];
        return files.Length == 0 ? input.Prompt : FileFence.Compose(input.Prompt ?? throw PromptErrors.FilesWithoutPrompt(), files);
    }

    private Dictionary<string, JsonElement> ConvertAdditionalProperties(ConversionOptions conversion)
    {
        using var document = Parse(PSObjectJsonWriter.ToTextWithAllProperties(_settings.AdditionalProperty, conversion.WriteWarning));
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in document.RootElement.EnumerateObject())
        {
            EnsureNotReserved(field.Name);
            fields[field.Name] = field.Value.Clone();
        }

        return fields;
    }

    private void EnsureNotReserved(string field)
    {
        var parameter = field switch
        {
            "stream" => throw RequestErrors.ReservedStream(),
            "response_format" when _schema is not null => "Schema",
            "tools" when _tools is not null => "Tool",
            "tool_choice" when _tools is not null => "ToolChoice",
            _ => s_parametersByField.TryGetValue(field, out var name) ? name : null,
        };
        if (parameter is not null)
        {
            throw RequestErrors.ReservedProperty(field, parameter);
        }
    }

    // The text was just written, so it is valid JSON. Parsing fails only if it exceeds the maximum depth.
    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            throw RequestErrors.AdditionalPropertyTooDeep();
        }
    }
}
