using System.Collections;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Reads messages from input objects: ChatMessage objects (also deserialized), and hashtables or objects with the JSON fields of a message.</summary>
internal static class MessageReader
{
    private static readonly HashSet<string> s_jsonFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "role", "content", "name", "tool_calls", "tool_call_id", "reasoning_content", "reasoning", "refusal",
    };

    private static readonly HashSet<string> s_propertyNames = new(typeof(ChatMessage).GetProperties().Select(property => property.Name), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the message, or null if the object is not a message.</summary>
    internal static ChatMessage? TryRead(PSObject source)
    {
        if (source.BaseObject is ChatMessage message)
        {
            return message;
        }

        if (PSObjectReader.IsTypeOrDeserialized(source, typeof(ChatMessage)))
        {
            return FromProperties(source, "ToolCallId", "ToolCalls", "Reasoning");
        }

        return IsJsonMessage(source) ? FromProperties(source, "tool_call_id", "tool_calls", "reasoning_content")
            : HasFieldsOnly(source, s_propertyNames) ? FromProperties(source, "ToolCallId", "ToolCalls", "Reasoning")
            : null;
    }

    /// <summary>
    /// Returns whether an object is a message because of its type: a message, live or deserialized, or a hashtable with only message fields. The
    /// property names of other objects can be determined by the author of a file.
    /// </summary>
    internal static bool IsMessageType(PSObject source) =>
        PSObjectReader.IsTypeOrDeserialized(source, typeof(ChatMessage)) || (source.BaseObject is IDictionary && IsJsonMessage(source));

    /// <summary>
    /// Returns the conversation of a completion or of a journal entry, including its response, or null if the object is neither.
    /// </summary>
    internal static IReadOnlyList<ChatMessage>? TryReadConversation(PSObject source)
    {
        source = JournalEntryCompletion.Find(source) ?? source;
        if (source.BaseObject is ChatCompletion completion)
        {
            return completion.Messages;
        }

        return PSObjectReader.IsTypeOrDeserialized(source, typeof(ChatCompletion))
            ? [.. Enumerate(PSObjectReader.GetValue(source, "Messages")).Select(Read)]
            : null;
    }

    internal static ChatMessage Read(object? source) =>
        source is not null && TryRead(PSObject.AsPSObject(source)) is { } message
            ? message
            : throw MessageErrors.NotAMessage(source);

    private static bool IsJsonMessage(PSObject source) => HasFieldsOnly(source, s_jsonFields);

    private static bool HasFieldsOnly(PSObject source, HashSet<string> allowedNames)
    {
        if (source.BaseObject is PSCustomObject && (source.Properties["role"] is null || source.Properties["content"] is null))
        {
            return false; // most data: avoids a list of all property names
        }

        var names = source.BaseObject switch
        {
            IDictionary dictionary => dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? ""),
            PSCustomObject => source.Properties.Select(property => property.Name),
            _ => [],
        };
        var list = names.ToList();
        return list.Contains("role", StringComparer.OrdinalIgnoreCase)
            && list.Contains("content", StringComparer.OrdinalIgnoreCase)
            && list.TrueForAll(allowedNames.Contains);
    }

    private static ChatMessage FromProperties(PSObject source, string callIdName, string callsName, string reasoningName)
    {
        var role = PSObjectReader.GetString(source, "Role");
        var (content, parts) = ReadContent(source);
        return new ChatMessage
        {
            Role = ChatRoles.TryNormalize(role) ?? throw MessageErrors.UnknownRole(role, source),
            Content = content,
            Name = PSObjectReader.GetString(source, "Name"),
            Images = [.. Enumerate(PSObjectReader.GetValue(source, "Images")).Select(image => InvariantText.From(image)!), .. parts],
            Reasoning = PSObjectReader.GetString(source, reasoningName),
            Refusal = PSObjectReader.GetString(source, "Refusal"),
            ToolCalls = [.. Enumerate(PSObjectReader.GetValue(source, callsName)).Select(call => ReadToolCall(PSObject.AsPSObject(call)))],
            ToolCallId = PSObjectReader.GetString(source, callIdName),
        };
    }

    /// <summary>Reads the content: a text, or JSON content parts ({type: text, text} and {type: image_url, image_url: {url}}).</summary>
    private static (string? Text, List<string> Images) ReadContent(PSObject source)
    {
        var content = PSObjectReader.GetValue(source, "Content");
        if (content is not IEnumerable || content is string or IDictionary)
        {
            return (InvariantText.From(content), []);
        }

        var texts = new List<string>();
        var images = new List<string>();
        foreach (var part in Enumerate(content).Select(PSObject.AsPSObject))
        {
            if (PSObjectReader.GetValue(part!, "image_url") is { } image)
            {
                images.Add(PSObjectReader.GetString(PSObject.AsPSObject(image), "url") ?? image.ToString()!);
            }
            else
            {
                texts.Add(PSObjectReader.GetString(part!, "text") ?? InvariantText.From(part)!);
            }
        }

        return (string.Join("\n", texts), images);
    }

    private static ToolCall ReadToolCall(PSObject call)
    {
        if (call.BaseObject is string)
        {
            throw MessageErrors.ToolCallIsText(call);
        }

        // In JSON, name and arguments are nested in 'function'; in a ToolCall object they are not.
        var function = PSObjectReader.GetValue(call, "function") is { } inner ? PSObject.AsPSObject(inner) : call;
        return new ToolCall
        {
            Id = PSObjectReader.GetString(call, "Id"),
            Name = PSObjectReader.GetString(function, "Name"),
            Arguments = PSObjectReader.GetString(function, "Arguments") ?? "",
        };
    }

    private static IEnumerable<object?> Enumerate(object? value) => value switch
    {
        null => [],
        string text => [text],
        IDictionary dictionary => [dictionary],
        IEnumerable items => items.Cast<object?>().Where(element => element is not null),
        _ => [value],
    };
}
