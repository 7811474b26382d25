using System.Collections;
using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Finds the messages in what was piped: live, back from a job or a file, or written as a hashtable.</summary>
internal static class MessageReader
{
    private static readonly string s_message = "Deserialized." + typeof(ChatMessage).FullName;
    private static readonly string s_completion = "Deserialized." + typeof(ChatCompletion).FullName;

    private static readonly HashSet<string> s_wireFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "role", "content", "name", "tool_calls", "tool_call_id", "reasoning_content", "reasoning", "refusal",
    };

    /// <summary>The message that the object is, or null where it is something else.</summary>
    internal static ChatMessage? TryRead(PSObject source)
    {
        if (source.BaseObject is ChatMessage message)
        {
            return message;
        }

        if (Is(source, s_message))
        {
            return FromProperties(source, "ToolCallId", "ToolCalls", "Reasoning");
        }

        return IsWireMessage(source) ? FromProperties(source, "tool_call_id", "tool_calls", "reasoning_content") : null;
    }

    /// <summary>The conversation that the completion ends, or null where the object is no completion.</summary>
    internal static IReadOnlyList<ChatMessage>? TryReadConversation(PSObject source)
    {
        if (source.BaseObject is ChatCompletion completion)
        {
            return completion.Messages;
        }

        return Is(source, s_completion)
            ? [.. Elements(PropertyValue.Of(source, "Messages")).Select(Require)]
            : null;
    }

    internal static ChatMessage Require(object? source) =>
        source is not null && TryRead(PSObject.AsPSObject(source)) is { } message
            ? message
            : throw InputErrors.NotAMessage(source);

    private static bool Is(PSObject source, string typeName) => source.TypeNames.Contains(typeName);

    private static bool IsWireMessage(PSObject source)
    {
        if (source.BaseObject is PSCustomObject && (source.Properties["role"] is null || source.Properties["content"] is null))
        {
            return false; // as nearly all data: told without a list of all names
        }

        var names = source.BaseObject switch
        {
            IDictionary dictionary => dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? ""),
            PSCustomObject => source.Properties.Select(property => property.Name),
            _ => [],
        };
        var all = names.ToList();
        return all.Contains("role", StringComparer.OrdinalIgnoreCase)
            && all.Contains("content", StringComparer.OrdinalIgnoreCase)
            && all.TrueForAll(s_wireFields.Contains);
    }

    private static ChatMessage FromProperties(PSObject source, string callIdName, string callsName, string reasoningName)
    {
        var role = PropertyValue.TextOf(source, "Role");
        var (content, parts) = ContentOf(source);
        return new ChatMessage
        {
            Role = ChatRoles.TryNormalize(role) ?? throw InputErrors.UnknownRole(role, source),
            Content = content,
            Name = PropertyValue.TextOf(source, "Name"),
            Images = [.. Elements(PropertyValue.Of(source, "Images")).Select(image => InvariantText.From(image)!), .. parts],
            Reasoning = PropertyValue.TextOf(source, reasoningName),
            Refusal = PropertyValue.TextOf(source, "Refusal"),
            ToolCalls = [.. Elements(PropertyValue.Of(source, callsName)).Select(call => ReadToolCall(PSObject.AsPSObject(call)))],
            ToolCallId = PropertyValue.TextOf(source, callIdName),
        };
    }

    /// <summary>Content is text, or the wire's parts: {type: text, text} and {type: image_url, image_url: {url}}.</summary>
    private static (string? Text, List<string> Images) ContentOf(PSObject source)
    {
        var content = PropertyValue.Of(source, "Content");
        if (content is not IEnumerable || content is string or IDictionary)
        {
            return (InvariantText.From(content), []);
        }

        var texts = new List<string>();
        var images = new List<string>();
        foreach (var part in Elements(content).Select(PSObject.AsPSObject))
        {
            if (PropertyValue.Of(part!, "image_url") is { } image)
            {
                images.Add(PropertyValue.TextOf(PSObject.AsPSObject(image), "url") ?? image.ToString()!);
            }
            else
            {
                texts.Add(PropertyValue.TextOf(part!, "text") ?? InvariantText.From(part)!);
            }
        }

        return (string.Join("\n", texts), images);
    }

    private static ToolCall ReadToolCall(PSObject call)
    {
        // The wire nests name and arguments in 'function'; ours does not.
        var function = PropertyValue.Of(call, "function") is { } inner ? PSObject.AsPSObject(inner) : call;
        return new ToolCall
        {
            Id = PropertyValue.TextOf(call, "Id"),
            Name = PropertyValue.TextOf(function, "Name"),
            Arguments = PropertyValue.TextOf(function, "Arguments") ?? "",
        };
    }

    private static IEnumerable<object?> Elements(object? value) => value switch
    {
        null => [],
        string text => [text],
        IDictionary dictionary => [dictionary],
        IEnumerable many => many.Cast<object?>().Where(element => element is not null),
        _ => [value],
    };
}
