using Qubrid.Client;
using QubridPS.Input;

namespace QubridPS.Chat;

/// <summary>The conversation of a chat, with its model, system message and token usage.</summary>
internal sealed class ChatHistory(ChatSettings settings, IEnumerable<ChatMessage> initialMessages)
{
    /// <summary>Gets the messages so far. They can contain a system message that the one of the settings replaces.</summary>
    internal IReadOnlyList<ChatMessage> Messages { get; private set; } = [.. initialMessages];

    /// <summary>Gets the token usage of the chat.</summary>
    internal ChatUsageSummary Usage { get; } = new();

    internal string Model
    {
        get => settings.Model ?? settings.DefaultModel;
        set => settings.Model = value;
    }

    /// <summary>Gets the system message: that of the settings, else the first one of the conversation.</summary>
    internal string? System => settings.System ?? Messages.FirstOrDefault(IsSystem)?.Content;

    /// <summary>Gets the conversation as the next request would contain it.</summary>
    internal ChatMessage[] Conversation => settings.System is null || Messages.Count == 0
        ? [.. Messages]
        : [new ChatMessage { Role = ChatRoles.System, Content = settings.System }, .. Messages.Where(message => !IsSystem(message))];

    /// <summary>Sets the system message, or removes it if the text is null.</summary>
    internal void SetSystem(string? text)
    {
        settings.System = text;
        Messages = [.. Messages.Where(message => !IsSystem(message))];
    }

    /// <summary>Continues with the conversation of a completion.</summary>
    internal void Add(ChatCompletion completion)
    {
        Messages = completion.Messages;
        Usage.Add(completion);
    }

    /// <summary>Continues with the messages of a turn that failed or was canceled.</summary>
    internal void ReplaceWithPartial(IReadOnlyList<ChatMessage> messages) => Messages = messages;

    /// <summary>Continues with another conversation. Its system message, if any, replaces the current one.</summary>
    internal void Replace(IReadOnlyList<ChatMessage> messages)
    {
        settings.System = messages.Any(IsSystem) ? null : settings.System;
        Messages = messages;
    }

    /// <summary>Removes all messages except for the system message.</summary>
    internal void Clear() => Messages = [.. Messages.Where(IsSystem)];

    private static bool IsSystem(ChatMessage message) => message.Role == ChatRoles.System;
}
