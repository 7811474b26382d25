using System.Collections;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;
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
            ? ReadMessages(source)
            : null;
    }

    /// <summary>Returns the messages of an object that contains a conversation, such as a completion or request from JSON, or null.</summary>
    internal static IReadOnlyList<ChatMessage>? TryReadContainer(PSObject source) => TryReadConversation(source)
        ?? (source.BaseObject is PSCustomObject or IDictionary && PSObjectReader.GetValue(source, "Role") is null && PSObjectReader.GetValue(source, "Messages") is not null
            ? ReadMessages(source)
            : null);

    private static List<ChatMessage> ReadMessages(PSObject source) =>
        [.. MessageContentReader.Enumerate(PSObjectReader.GetValue(source, "Messages")).Select(Read)];

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
        var (content, parts) = MessageContentReader.Read(source);
        return new ChatMessage
        {
            Role = ChatRoles.TryNormalize(role) ?? throw MessageErrors.UnknownRole(role, source),
            Content = content,
            Name = PSObjectReader.GetString(source, "Name"),
            Images = [.. MessageContentReader.ReadImages(source), .. parts],
            Reasoning = PSObjectReader.GetString(source, reasoningName),
            Refusal = PSObjectReader.GetString(source, "Refusal"),
            ToolCalls = [.. MessageContentReader.Enumerate(PSObjectReader.GetValue(source, callsName)).Select(call => ReadToolCall(PSObject.AsPSObject(call)))],
            ToolCallId = PSObjectReader.GetString(source, callIdName),
        };
    }

    private static ToolCall ReadToolCall(PSObject call)
    {
        // In JSON, name and arguments are nested in 'function'; in a ToolCall object they are not.
        var function = PSObjectReader.GetValue(call, "function") is { } inner ? PSObject.AsPSObject(inner) : call;
        if (function.BaseObject is string)
        {
            throw MessageErrors.CutByJson("A tool call", call);
        }

        return new ToolCall
        {
            Id = PSObjectReader.GetString(call, "Id"),
            Name = PSObjectReader.GetString(function, "Name"),
            Arguments = ReadArguments(PSObjectReader.GetValue(function, "Arguments")),
        };
    }

    private static string ReadArguments(object? arguments) => arguments switch
    {
        null => "",
        PSObject or IDictionary => PSObjectJsonWriter.ToTextWithAllProperties(PSObject.AsPSObject(arguments), warn: _ => { }),
        _ => InvariantText.From(arguments)!,
    };
}
