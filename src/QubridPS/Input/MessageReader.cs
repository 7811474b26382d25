using System.Collections;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Finds the messages in what was piped: live, back from a job or a file, or written as a hashtable.</summary>
internal static class MessageReader
{
    private static readonly string s_deserializedMessage = "Deserialized." + typeof(ChatMessage).FullName;
    private static readonly string s_deserializedCompletion = "Deserialized." + typeof(ChatCompletion).FullName;

    private static readonly HashSet<string> s_jsonFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "role", "content", "name", "tool_calls", "tool_call_id", "reasoning_content", "reasoning", "refusal",
    };

    private static readonly HashSet<string> s_propertyNames = new(typeof(ChatMessage).GetProperties().Select(property => property.Name), StringComparer.OrdinalIgnoreCase);

    /// <summary>The message that the object is, or null where it is something else.</summary>
    internal static ChatMessage? TryRead(PSObject source)
    {
        if (source.BaseObject is ChatMessage message)
        {
            return message;
        }

        if (HasTypeName(source, s_deserializedMessage))
        {
            return FromProperties(source, "ToolCallId", "ToolCalls", "Reasoning");
        }

        return IsJsonMessage(source) ? FromProperties(source, "tool_call_id", "tool_calls", "reasoning_content")
            : HasFieldsOnly(source, s_propertyNames) ? FromProperties(source, "ToolCallId", "ToolCalls", "Reasoning")
            : null;
    }

    /// <summary>
    /// Returns whether an object is a message because of what it is, and not only because of the names of its properties: a live or
    /// deserialized message, or a hashtable with message fields. Rows of a file have the names that the file gives them.
    /// </summary>
    internal static bool IsMessageType(PSObject source) =>
        source.BaseObject is ChatMessage || HasTypeName(source, s_deserializedMessage) || (source.BaseObject is IDictionary && IsJsonMessage(source));

    /// <summary>The conversation that the completion ends, or null where the object is no completion.</summary>
    internal static IReadOnlyList<ChatMessage>? TryReadConversation(PSObject source)
    {
        if (source.BaseObject is ChatCompletion completion)
        {
            return completion.Messages;
        }

        return HasTypeName(source, s_deserializedCompletion)
            ? [.. Enumerate(PSObjectReader.GetValue(source, "Messages")).Select(Read)]
            : null;
    }

    internal static ChatMessage Read(object? source) =>
        source is not null && TryRead(PSObject.AsPSObject(source)) is { } message
            ? message
            : throw InputErrors.NotAMessage(source);

    // A CSV file can name any type in its first line, #TYPE; Import-Csv adds that name once more with this prefix.
    private static bool HasTypeName(PSObject source, string typeName) =>
        source.TypeNames.Contains(typeName) && !source.TypeNames.Any(name => name.StartsWith("CSV:", StringComparison.OrdinalIgnoreCase));

    private static bool IsJsonMessage(PSObject source) => HasFieldsOnly(source, s_jsonFields);

    private static bool HasFieldsOnly(PSObject source, HashSet<string> allowedNames)
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
        var comparer = names.ToList();
        return comparer.Contains("role", StringComparer.OrdinalIgnoreCase)
            && comparer.Contains("content", StringComparer.OrdinalIgnoreCase)
            && comparer.TrueForAll(allowedNames.Contains);
    }

    private static ChatMessage FromProperties(PSObject source, string callIdName, string callsName, string reasoningName)
    {
        var role = PSObjectReader.GetString(source, "Role");
        var (content, parts) = ReadContent(source);
        return new ChatMessage
        {
            Role = ChatRoles.TryNormalize(role) ?? throw InputErrors.UnknownRole(role, source),
            Content = content,
            Name = PSObjectReader.GetString(source, "Name"),
            Images = [.. Enumerate(PSObjectReader.GetValue(source, "Images")).Select(image => InvariantText.From(image)!), .. parts],
            Reasoning = PSObjectReader.GetString(source, reasoningName),
            Refusal = PSObjectReader.GetString(source, "Refusal"),
            ToolCalls = [.. Enumerate(PSObjectReader.GetValue(source, callsName)).Select(call => ReadToolCall(PSObject.AsPSObject(call)))],
            ToolCallId = PSObjectReader.GetString(source, callIdName),
        };
    }

    /// <summary>Content is text, or the wire's parts: {type: text, text} and {type: image_url, image_url: {url}}.</summary>
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

        // The wire nests name and arguments in 'function'; ours does not.
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
