using System.Text.Json;
using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Tools;

namespace QubridPS.Input;

/// <summary>Makes requests of what is piped and what the command line says. What stays the same for all of them is made once.</summary>
internal sealed class RequestFactory
{
    private static readonly HashSet<string> s_reserved = new(StringComparer.Ordinal)
    {
        "model", "messages", "max_tokens", "temperature", "top_p", "stop", "presence_penalty", "frequency_penalty", "seed", "stream",
    };

    private readonly ResponseSchema? _schema;
    private readonly JsonElement? _tools;

    private readonly ChatCmdletBase _command;
    private readonly string _defaultModel;
    private readonly string[] _images;
    private readonly Dictionary<string, JsonElement>? _additionalProperties;

    internal RequestFactory(
        ChatCmdletBase command, string defaultModel, ConversionOptions conversion, ResponseSchema? schema, QubridTool[]? tools, IEnumerable<string>? images = null)
    {
        _command = command;
        _schema = schema;
        _tools = tools is null ? null : QubridTool.ToJson(tools);
        _defaultModel = defaultModel;
        _images = ImageReader.Read(images, command.SessionState);
        _additionalProperties = command.AdditionalProperty is null ? null : ConvertAdditionalProperties(conversion);
    }

    internal ChatRequest Create(ChatInput input) => new()
    {
        // An explicit parameter wins over the row, and the row over the connection.
        Model = _command.Model ?? input.Row.Model ?? _defaultModel,
        Messages = _schema is null ? CreateMessages(input) : SchemaInstruction.Add(CreateMessages(input), _schema),
        MaxTokens = _command.MaxTokens ?? input.Row.MaxTokens,
        Temperature = _command.Temperature ?? input.Row.Temperature,
        TopP = _command.TopP ?? input.Row.TopP,
        Stop = _command.Stop,
        PresencePenalty = _command.PresencePenalty,
        FrequencyPenalty = _command.FrequencyPenalty,
        Seed = _command.Seed,
        Stream = _command.UseStreaming,
        Tools = _tools,
        ResponseFormat = _schema?.ResponseFormat,
        AdditionalProperties = _additionalProperties,
    };

    private bool IsReserved(string name) =>
        s_reserved.Contains(name) || (_schema is not null && name == "response_format") || (_tools is not null && name == "tools");

    private List<ChatMessage> CreateMessages(ChatInput input)
    {
        var messages = new List<ChatMessage>();
        var system = _command.System ?? input.Row.System;
        if (system is not null)
        {
            messages.Add(new ChatMessage { Role = ChatRoles.System, Content = system });
        }

        var previousMessages = SchemaInstruction.Remove((_command.Message ?? []).Concat(input.Conversation));

        // Said again, the standing instructions replace the former ones.
        messages.AddRange(system is null ? previousMessages : previousMessages.Where(message => message.Role != ChatRoles.System));
        if (input.Prompt is not null || _images.Length > 0)
        {
            messages.Add(new ChatMessage { Content = input.Prompt, Images = [.. _images, .. input.Images] });
        }

        return messages;
    }

    private Dictionary<string, JsonElement> ConvertAdditionalProperties(ConversionOptions conversion)
    {
        using var document = Parse(new PSObjectJsonWriter(new PropertySelector(null), depth: 100, conversion.WriteWarning).ToText(_command.AdditionalProperty));
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in document.RootElement.EnumerateObject())
        {
            fields[field.Name] = IsReserved(field.Name) ? throw InputErrors.ReservedProperty(field.Name) : field.Value.Clone();
        }

        return fields;
    }

    // We wrote it, so it is well-formed; what a reader may refuse is its depth.
    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            throw InputErrors.AdditionalPropertyTooDeep();
        }
    }
}
