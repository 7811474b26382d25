using System.Text.Json;

namespace Qubrid.Client.Wire;

internal static class RequestWriter
{
    internal static byte[] Write(ChatRequest request) =>
        JsonSerializer.SerializeToUtf8Bytes(ToWire(request), QubridJsonContext.Wire.WireRequest);

    private static WireRequest ToWire(ChatRequest request) => new()
    {
        Model = request.Model,
        Messages = [.. request.Messages.Select(ToWire)],
        MaxTokens = request.MaxTokens,
        Temperature = request.Temperature,
        TopP = request.TopP,
        Stop = request.Stop,
        PresencePenalty = request.PresencePenalty,
        FrequencyPenalty = request.FrequencyPenalty,
        Seed = request.Seed,
        Stream = request.Stream,
        Tools = request.Tools,
        ResponseFormat = request.ResponseFormat,
        AdditionalProperties = request.AdditionalProperties?.ToDictionary(field => field.Key, field => field.Value),
    };

    private static WireMessage ToWire(ChatMessage message) => new()
    {
        Role = message.Role,
        Content = message.Images.Length == 0 ? message.Content : Parts(message),
        Name = message.Name,
        ToolCalls = message.ToolCalls.Length == 0 ? null : [.. message.ToolCalls.Select(ToWire)],
        ToolCallId = message.ToolCallId,
    };

    private static WireToolCall ToWire(ToolCall call) =>
        new() { Id = call.Id, Function = new WireFunction { Name = call.Name, Arguments = call.Arguments } };

    private static WirePart[] Parts(ChatMessage message)
    {
        var images = message.Images.Select(url => new WirePart { Type = "image_url", ImageUrl = new WireImage { Url = url } });
        return string.IsNullOrEmpty(message.Content)
            ? [.. images]
            : [new WirePart { Type = "text", Text = message.Content }, .. images];
    }
}
