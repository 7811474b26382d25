using Qubrid.Client;

namespace QubridPS.Chat;

/// <summary>What was said so far, how the next request is set, and what the answers took.</summary>
internal sealed class ChatHistory(ChatCmdletBase command, string defaultModel, IEnumerable<ChatMessage> initialMessages)
{
    private ChatUsage? _usage;
    private ChatCompletion? _lastCompletion;
    private int _completionCount;

    /// <summary>What was said, standing instructions of a former request among it.</summary>
    internal IReadOnlyList<ChatMessage> Messages { get; private set; } = [.. initialMessages];

    internal string Model
    {
        get => command.Model ?? defaultModel;
        set => command.Model = value;
    }

    /// <summary>The standing instructions: those set here, else those that the conversation began with.</summary>
    internal string? System => command.System ?? Messages.FirstOrDefault(IsSystem)?.Content;

    /// <summary>All of it, as the next request would begin.</summary>
    internal ChatMessage[] Conversation => command.System is null || Messages.Count == 0
        ? [.. Messages]
        : [new ChatMessage { Role = ChatRoles.System, Content = command.System }, .. Messages.Where(message => !IsSystem(message))];

    internal void SetSystem(string? text)
    {
        command.System = text;
        Messages = [.. Messages.Where(message => !IsSystem(message))];
    }

    internal void Add(ChatCompletion completion)
    {
        (Messages, _lastCompletion) = (completion.Messages, completion);
        _usage = completion.Usage is null ? _usage : completion.Usage.Add(_usage);
        _completionCount++;
    }

    /// <summary>Keeps what was said in an exchange that did not end well.</summary>
    internal void ReplaceWithPartial(IReadOnlyList<ChatMessage> messages) => Messages = messages;

    /// <summary>Goes on with another conversation; its standing instructions hold.</summary>
    internal void Replace(IReadOnlyList<ChatMessage> messages)
    {
        command.System = messages.Any(IsSystem) ? null : command.System;
        Messages = messages;
    }

    /// <summary>Forgets what was said; the standing instructions stay.</summary>
    internal void Clear() => Messages = [.. Messages.Where(IsSystem)];

    internal IEnumerable<string> DescribeUsage()
    {
        yield return $"{_completionCount} {(_completionCount == 1 ? "answer" : "answers")} in this chat{(_usage is null ? "" : " · " + _usage)}";
        if (_lastCompletion is not null)
        {
            yield return "The last: " + CompletionView.Footer(PSObject.AsPSObject(_lastCompletion));
        }
    }

    private static bool IsSystem(ChatMessage message) => message.Role == ChatRoles.System;
}
