using System.Text.Json;
using Qubrid.Client;
using QubridPS.Schemas;

namespace QubridPS.Execution;

/// <summary>Merges the answers for the parts without a request, if the schema is a list of objects: the result is the list of all objects.</summary>
internal static class ListMerge
{
    /// <summary>Returns the completion with the list of all objects; null if the schema is no such list, or does not allow all of them.</summary>
    internal static ChatCompletion? TryMerge(IReadOnlyList<ChatCompletion> parts, SchemaBinding? schema)
    {
        if (schema?.IsListOfObjects != true)
        {
            return null;
        }

        var objects = parts.SelectMany(part => schema.GetList(schema.Schema.Validate(part.Text).Value!.Value)).Select(element => element.GetRawText());
        var text = schema.WrapList($"[{string.Join(",", objects)}]");
        if (schema.Schema.Validate(text).Value is null)
        {
            return null; // for example more objects than maxItems allows
        }

        var message = new ChatMessage { Role = ChatRoles.Assistant, Content = text };
        return new ChatCompletion
        {
            Object = parts[0].Object,
            Model = parts[0].Model,
            Created = parts[parts.Count - 1].Created,
            Choices = [new ChatChoice { Message = message, FinishReason = "stop" }],
            Messages = [message],
        };
    }
}
